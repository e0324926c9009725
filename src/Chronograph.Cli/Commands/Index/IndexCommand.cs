using System.CommandLine;
using Chronograph.Code;

namespace Chronograph.Cli;

/// <summary><c>index PATH</c>: C# source and its history become versions of a graph.</summary>
internal sealed class IndexCommand : VerbCommand
{
    private const string DefaultStore = ".chronograph";

    private readonly Argument<string> _path = DirectoryArgument.Create("PATH", "Folder with the C# source");
    private readonly Option<string?> _store = new("--store") { Description = "Where log and graph go [default: PATH/.chronograph]", HelpName = "DIR" };
    private readonly Option<long?> _history = WholeNumber.Option("--history", "Index the last N commits, one version each, instead of the files as they are");
    private readonly Option<string?> _branch = new("--branch") { Description = "The branch whose history it is [default: what is checked out]", HelpName = "BRANCH" };

    public IndexCommand()
        : base("index", "Makes a versioned graph of C# source: what calls, creates, inherits and contains what")
    {
        Accept(_path, _store, _history, _branch);
        Validators.Add(result =>
        {
            if (result.GetResult(_branch) is not null && result.GetResult(_history) is null)
                result.AddError("--branch chooses a history: use it together with --history N.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_path);
        var store = call.Get(_store) ?? Path.Combine(path, DefaultStore);
        DirectoryArgument.RefuseFile(store);
        new Indexing(path, store, WhatToIndex(call)).Run(call);
        return ExitCode.Done;
    }

    private CodeIndexOptions WhatToIndex(Invocation call) => new()
    {
        Path = call.Get(_path),
        StoreDirectory = call.Get(_store),
        History = call.Get(_history).Clip(),
        Branch = call.Get(_branch),
    };
}
