using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>The arguments and options that the verbs of <c>graph</c> share.</summary>
internal static class GraphArguments
{
    private const string ReferenceForm = "a version: a number, latest, tag:KEY=VALUE, time:ISO-8601, time:-15m, or LOGNAME:SEQ";
    private const string AgoPrefix = "time:-";

    /// <summary>The store's directory.</summary>
    public static Argument<string> Store() => DirectoryArgument.Create("STORE", "Directory of the graph, such as .chronograph/graph");

    /// <summary>A node.</summary>
    public static Argument<string> Node(string name, string description) => new(name) { Description = description };

    /// <summary>A version, required.</summary>
    public static Argument<VersionReference> Version(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = ValueParser.One<VersionReference>(TryParse, ReferenceForm),
    };

    /// <summary>The version to look at; the newest when absent.</summary>
    public static Option<VersionReference?> At() => new("--at")
    {
        Description = "The version to look at: a number, latest, tag:KEY=VALUE, time:ISO-8601, time:-15m, or LOGNAME:SEQ [default: latest]",
        HelpName = "REF",
        CustomParser = ValueParser.One<VersionReference?>(TryParse!, ReferenceForm),
    };

    /// <summary>A restriction to one type.</summary>
    public static Option<string?> Type(string description) => new("--type") { Description = description, HelpName = "TYPE" };

    private static bool TryParse(string text, out VersionReference reference)
    {
        if (!text.StartsWith(AgoPrefix, StringComparison.Ordinal))
            return VersionReference.TryParse(text, out reference!);
        var isTime = TimeValue.TryParse(text[(AgoPrefix.Length - 1)..], TimeProvider.System.GetUtcNow(), out var time);
        reference = new VersionReference.AtTime(time);
        return isTime;
    }
}
