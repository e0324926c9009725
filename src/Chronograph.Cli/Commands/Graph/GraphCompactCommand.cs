using System.CommandLine;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph compact STORE</c>: fewer segments for the same records.</summary>
internal sealed class GraphCompactCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();

    public GraphCompactCommand()
        : base("compact", "Merges the segments of the newest version, as a new version of the same records") => Accept(_store);

    protected override ExitCode Run(Invocation call)
    {
        using var store = Stores.OpenForWriting(call.Get(_store));
        var result = store.Compact();
        call.Output.Show(json => Write(json, result), page => page.Line(Describe(result)));
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, CompactionResult result)
    {
        json.WriteNumber("version", result.Version.Version.Number);
        json.WriteNumber("segments_before", result.SegmentsBefore);
        json.WriteNumber("segments_after", result.SegmentsAfter);
        json.WriteNumber("bytes_before", result.BytesBefore);
        json.WriteNumber("bytes_after", result.BytesAfter);
    }

    private static string Describe(CompactionResult result) => result.SegmentsBefore == result.SegmentsAfter
        ? $"Nothing to merge: version {result.Version.Version} has {Quantities.Count(result.SegmentsAfter, "segment")}."
        : $"Version {result.Version.Version}: {Quantities.Count(result.SegmentsBefore, "segment")} of {Quantities.Bytes(result.BytesBefore)} "
            + $"became {Quantities.Count(result.SegmentsAfter)} of {Quantities.Bytes(result.BytesAfter)}. Older versions keep theirs.";
}
