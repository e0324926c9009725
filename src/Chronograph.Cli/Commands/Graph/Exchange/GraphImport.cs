using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Stages the records of files in a batch.</summary>
/// <param name="batch">The batch.</param>
/// <param name="steps">Where progress is shown.</param>
/// <param name="stop">Ends the import between two rows.</param>
/// <param name="imported">Remembers what was staged; null when nobody will ask.</param>
internal sealed class GraphImport(
    GraphBatch batch, IProgress<ProgressStep> steps, CancellationToken stop, ImportedRecords? imported)
{
    private const int RowsBetweenReports = 256;

    /// <summary>How many nodes were read.</summary>
    public long Nodes { get; private set; }

    /// <summary>How many edges were read.</summary>
    public long Edges { get; private set; }

    /// <summary>Stages the nodes of a file.</summary>
    public void AddNodes(string path) => Read(path, "nodes", rows => RecordFile.ReadNodes(path, rows.Stream, (line, in node) =>
    {
        rows.Begin(line);
        var id = batch.Upsert(node);
        imported?.Add(id);
        Nodes++;
    }));

    /// <summary>Stages the edges of a file.</summary>
    public void AddEdges(string path) => Read(path, "edges", rows => RecordFile.ReadEdges(path, rows.Stream, (line, source, type, target, metadata) =>
    {
        rows.Begin(line);
        batch.Upsert(source, type, target, metadata);
        imported?.AddEdge(source, type, target);
        Edges++;
    }));

    private void Read(string path, string what, Action<Rows> read)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var progress = new StepProgress<long>(steps, bytes => new ProgressStep($"reading {what}", bytes, stream.Length, ProgressStep.Bytes));
        var rows = new Rows(stream, progress, stop);
        try
        {
            read(rows);
        }
        catch (RowException error)
        {
            throw Refuse(path, error.Line, error.Message);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw Refuse(path, rows.Line, Reason(error));
        }
    }

    /// <summary>What the library says of a value, which it names in its own words at the end.</summary>
    private static string Reason(Exception error) => error is ArgumentException { ParamName: { } value }
        ? $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(value)}: {error.Message.Replace($" (Parameter '{value}')", "", StringComparison.Ordinal)}"
        : error.Message;

    private static CommandException Refuse(string path, long line, string reason) =>
        CommandException.Usage($"{path}, line {line}: {reason.TrimEnd('.')}. Nothing was imported.");

    /// <summary>Where the reading of a file is.</summary>
    private sealed class Rows(FileStream stream, IProgress<long> progress, CancellationToken stop)
    {
        private int _untilReport = RowsBetweenReports;

        public FileStream Stream => stream;

        public long Line { get; private set; } = 1;

        public void Begin(long line)
        {
            Line = line;
            if (--_untilReport > 0)
                return;
            _untilReport = RowsBetweenReports;
            stop.ThrowIfCancellationRequested();
            progress.Report(stream.Position);
        }
    }
}
