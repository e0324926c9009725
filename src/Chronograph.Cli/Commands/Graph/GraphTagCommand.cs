using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph tag STORE REF K=V…</c>: names a version.</summary>
internal sealed class GraphTagCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Argument<VersionReference> _version = GraphArguments.Version("REF", "The version to tag");
    private readonly Argument<KeyValuePair<string, string>[]> _tags = new("KEY=VALUE")
    {
        Description = "Tags to set; a key that the version has already gets the new value",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ValueParser.Many<KeyValuePair<string, string>>(TagValue.TryParse, "a tag; use KEY=VALUE"),
    };

    public GraphTagCommand()
        : base("tag", "Tags a version") => Accept(_store, _version, _tags);

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_store);
        using var store = Stores.OpenForWriting(path);
        var version = store.Resolve(path, call.Get(_version));
        call.Output.List([Tag(store, version, TagValue.ByKey(call.Get(_tags)))], VersionView.Instance, call.Stop);
        return ExitCode.Done;
    }

    private static VersionInfo Tag(GraphStore store, GraphVersion version, Dictionary<string, string> tags)
    {
        try
        {
            return store.Tag(version, tags);
        }
        catch (TagsRefusedException error)
        {
            throw CommandException.Usage(error.Refusal); // together with those that the version has
        }
    }
}
