using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph versions STORE</c>: the versions, newest first.</summary>
internal sealed class GraphVersionsCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Option<string?> _tag = new("--tag")
    {
        Description = "Only versions with this tag",
        HelpName = "KEY[=VALUE]",
        CustomParser = ValueParser.One<string?>(TryParseTag, "a tag, or the key of one; use KEY or KEY=VALUE"),
    };
    private readonly Option<long?> _limit = WholeNumber.Option("--limit", "At most so many");
    private readonly Option<long?> _before = WholeNumber.Option("--before", "Only versions below this one: the next page");

    public GraphVersionsCommand()
        : base("versions", "Lists the versions, newest first") => Accept(_store, _tag, _limit, _before);

    protected override ExitCode Run(Invocation call)
    {
        using var store = Stores.OpenReadOnly(call.Get(_store));
        if (call.Output.List(store.ListVersions(Filter(call)), VersionView.Instance, call.Stop) == 0)
            Talk.Note("No version matches.");
        return ExitCode.Done;
    }

    private static bool TryParseTag(string text, out string? tag)
    {
        tag = text;
        return text.Length > 0 && text[0] != '=';
    }

    private VersionFilter Filter(Invocation call)
    {
        var tag = call.Get(_tag)?.Split('=', 2);
        return new VersionFilter
        {
            TagKey = tag?[0],
            TagValue = tag is [_, var value] ? value : null,
            Limit = call.Get(_limit).Clip() ?? int.MaxValue,
            Before = call.Get(_before) is { } before ? new GraphVersion(before) : null,
        };
    }
}
