using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A version whose segments and manifest are on the disk and that nobody sees yet: the first of two steps of a commit.</summary>
/// <remarks>
/// Between the steps the caller can do what must be done when the version is certain to be committable, and can still
/// abandon it. The store takes no other batch meanwhile. For one thread at a time.
/// </remarks>
public sealed class PreparedVersion : IDisposable
{
    private readonly BatchWriter _writer;
    private readonly GraphBatch _batch;
    private PreparedCommit? _prepared;

    internal PreparedVersion(BatchWriter writer, GraphBatch batch, PreparedCommit? prepared, Manifest manifest)
    {
        _writer = writer;
        _batch = batch;
        _prepared = prepared;
        Manifest = new VersionManifest(manifest);
    }

    /// <summary>What the version is, or will be. With a request id that a version has already, that version.</summary>
    public VersionInfo Info => Manifest.Info;

    /// <summary>The manifest, as it is written and will be committed.</summary>
    public VersionManifest Manifest { get; }

    /// <summary>Makes it the newest version, and closes the batch. Cost in strict mode: one flush.</summary>
    /// <exception cref="ObjectDisposedException">It was abandoned, or the store was closed.</exception>
    /// <exception cref="StorageFullException">The disk is full. Nothing was committed.</exception>
    /// <exception cref="WriterFaultedException">An earlier flush failed; open the store again.</exception>
    public VersionInfo Commit()
    {
        _batch.ThrowIfClosed();
        try
        {
            return _prepared is { } prepared ? _writer.Commit(prepared) : Info;
        }
        catch (Exception error) when (error is ObjectDisposedException or WriterFaultedException)
        {
            Abandon(); // nobody came to the commit
            throw;
        }
        finally
        {
            _prepared = null;
            _batch.Dispose();
        }
    }

    /// <summary>Abandons it, unless it was committed.</summary>
    public void Dispose()
    {
        Abandon();
        _prepared = null;
        _batch.Dispose();
    }

    private void Abandon()
    {
        if (_prepared is { } prepared)
            _writer.Abandon(prepared);
    }
}
