namespace Chronograph.Graph;

/// <summary>A graph of which every committed version stays open: a directory of immutable segments under a chain of manifests.</summary>
public sealed class GraphStore : IDisposable
{
    private GraphStore() { }

    /// <summary>Opens a store as its one writer, creating it when the directory holds none.</summary>
    public static GraphStore Open(string directory, GraphStoreOptions? options = null) => throw new NotImplementedException();

    /// <summary>Opens an existing store for reading. Creates, locks and changes nothing.</summary>
    public static GraphStore OpenReadOnly(string directory) => throw new NotImplementedException();

    /// <summary>Whether the directory holds a store.</summary>
    public static bool Exists(string directory) => throw new NotImplementedException();

    /// <summary>The newest committed version.</summary>
    public GraphVersion Latest => throw new NotImplementedException();

    /// <summary>Begins to stage changes.</summary>
    public GraphBatch BeginBatch() => throw new NotImplementedException();

    /// <summary>Opens the newest version.</summary>
    public GraphSnapshot OpenLatest() => OpenSnapshot(Latest);

    /// <summary>Opens a version.</summary>
    public GraphSnapshot OpenSnapshot(GraphVersion version) => throw new NotImplementedException();

    /// <summary>Finds the version that a reference names.</summary>
    public bool TryResolve(VersionReference reference, out GraphVersion version) => throw new NotImplementedException();

    /// <summary>What the manifest of a version says.</summary>
    public VersionInfo GetVersion(GraphVersion version) => throw new NotImplementedException();

    /// <summary>Versions, newest first.</summary>
    public IEnumerable<VersionInfo> ListVersions(VersionFilter filter) => throw new NotImplementedException();

    /// <summary>Adds tags to a committed version, replacing the values of keys it already has.</summary>
    public VersionInfo Tag(GraphVersion version, IReadOnlyDictionary<string, string> tags) => throw new NotImplementedException();

    /// <summary>Compares two versions.</summary>
    public GraphDiff Diff(GraphVersion from, GraphVersion to) => throw new NotImplementedException();

    /// <summary>Releases the store.</summary>
    public void Dispose() { }
}
