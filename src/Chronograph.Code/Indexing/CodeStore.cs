using Chronograph.Graph;
using Chronograph.Ingest;
using Chronograph.Log;

namespace Chronograph.Code;

/// <summary>The log and the graph of an indexed code base, open for writing.</summary>
internal sealed class CodeStore : IDisposable
{
    /// <summary>A version of a middling code base fills one or two; the default would take more than the code itself.</summary>
    private const long LogSegmentSize = 16 * 1024 * 1024;

    private readonly ChangeLog _log;
    private readonly GraphIngest _ingest;

    private CodeStore(string directory, ChangeLog log, GraphIngest ingest)
    {
        Directory = directory;
        _log = log;
        _ingest = ingest;
    }

    public string Directory { get; }

    /// <summary>Versions committed since this was opened.</summary>
    public int Versions { get; private set; }

    /// <summary>Messages appended since this was opened.</summary>
    public long Messages { get; private set; }

    /// <summary>Takes the locks of both writers and folds what an earlier run may have left in the log.</summary>
    public static CodeStore Open(IndexLocation location, CancellationToken cancellation)
    {
        var directory = location.StoreDirectory;
        System.IO.Directory.CreateDirectory(directory);
        if (location.HidesStore)
            Hide(directory);
        var log = ChangeLog.Open(LogOf(directory), new MessageLogOptions { SegmentSize = LogSegmentSize });
        GraphIngest? ingest = null;
        try
        {
            ingest = GraphIngest.Open(LogOf(directory), GraphOf(directory));
            var store = new CodeStore(directory, log, ingest);
            store.Ingest(cancellation);
            return store;
        }
        catch
        {
            ingest?.Dispose();
            log.Dispose();
            throw;
        }
    }

    /// <summary>Opens the graph for reading.</summary>
    public GraphStore OpenGraph() => GraphStore.OpenReadOnly(GraphOf(Directory));

    /// <summary>Appends a version to the log and folds it into the graph. Not cancellable: a version is whole or not begun.</summary>
    public void Write(GraphDelta delta, IReadOnlyDictionary<string, string> tags, DateTimeOffset? createdAt)
    {
        using (var draft = _log.BeginVersion())
        {
            foreach (var id in delta.DeletedNodes)
                draft.DeleteNode(id);
            foreach (var edge in delta.DeletedEdges)
                draft.DeleteEdge(edge.Source, edge.Type, edge.Target);
            foreach (var node in delta.UpsertedNodes)
                draft.Upsert(node);
            foreach (var edge in delta.UpsertedEdges)
                draft.Upsert(new Edge(edge.Source, edge.Type, edge.Target));
            draft.Commit(new CommitMarker { Tags = tags, CreatedAt = createdAt });
            Messages += draft.Count;
        }

        Ingest(CancellationToken.None);
    }

    public void Dispose()
    {
        _ingest.Dispose();
        _log.Dispose();
    }

    private void Ingest(CancellationToken cancellation) => Versions += _ingest.Run(cancellation).Versions;

    private static string LogOf(string directory) => Path.Combine(directory, "log");

    private static string GraphOf(string directory) => Path.Combine(directory, "graph");

    /// <summary>Keeps git from seeing the store, wherever the repository's own .gitignore is silent.</summary>
    private static void Hide(string directory)
    {
        var file = Path.Combine(directory, ".gitignore");
        if (!File.Exists(file))
            File.WriteAllText(file, "*\n");
    }
}
