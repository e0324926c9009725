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
    /// <summary>How many nodes were read.</summary>
    public long Nodes { get; private set; }

    /// <summary>How many edges were read.</summary>
    public long Edges { get; private set; }

    /// <summary>Stages the nodes of a file.</summary>
    public void AddNodes(string path) => Add(path, "nodes", RecordFile.ReadNodes, node =>
    {
        batch.Upsert(node);
        imported?.Add(node);
        Nodes++;
    });

    /// <summary>Stages the edges of a file.</summary>
    public void AddEdges(string path) => Add(path, "edges", RecordFile.ReadEdges, edge =>
    {
        batch.Upsert(edge);
        imported?.Add(edge);
        Edges++;
    });

    private void Add<T>(string path, string what, Func<string, Stream, IEnumerable<(long, T)>> read, Action<T> add)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024);
        var progress = new StepProgress<long>(steps, bytes => new ProgressStep($"reading {what}", bytes, stream.Length, ProgressStep.Bytes));
        var line = 1L;
        try
        {
            foreach (var (at, record) in read(path, stream))
            {
                stop.ThrowIfCancellationRequested();
                line = at;
                add(record);
                progress.Report(stream.Position);
            }
        }
        catch (RowException error)
        {
            throw Refuse(path, error.Line, error.Message);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw Refuse(path, line, error.Message);
        }
    }

    private static CommandException Refuse(string path, long line, string reason) =>
        CommandException.Usage($"{path}, line {line}: {reason.TrimEnd('.')}. Nothing was imported.");
}
