using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The newest version of a store that is open for writing, and the gate that every change of the store passes.</summary>
/// <remarks><see cref="Latest"/> may be read by any thread. Everything else is for who has entered.</remarks>
internal sealed class StoreHead : IDisposable
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly ManifestStore _manifests;
    private readonly SegmentPool _pool;
    private readonly VersionPins _pins;
    private readonly HistoryWriter _history;
    private volatile Manifest _latest;
    private SegmentLease _lease; // keeps the newest segments open from one version to the next
    private bool _disposed;
    private WriterFaultedException? _fault;

    public StoreHead(ManifestStore manifests, SegmentPool pool, VersionPins pins, Manifest latest, GraphStoreOptions options)
    {
        _manifests = manifests;
        _pool = pool;
        _pins = pins;
        _latest = latest;
        _lease = pool.Lease(latest.State);
        _history = HistoryWriter.Open(manifests, latest, options);
    }

    /// <summary>Called after each new version.</summary>
    public Action? Committed { get; set; }

    public Manifest Latest => _latest;

    public CurrentPointer Pointer => CurrentPointer.To(_latest);

    /// <summary>The newest version's segments, until the next version.</summary>
    public SegmentLease Segments => _lease;

    /// <summary>Lets one thread in at a time.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    /// <exception cref="WriterFaultedException">It is not known what an earlier change left on the disk.</exception>
    public Lock.Scope Enter()
    {
        var scope = _gate.EnterScope();
        if (!_disposed && _fault is null)
            return scope;
        scope.Dispose();
        ObjectDisposedException.ThrowIf(_disposed, typeof(GraphStore));
        throw _fault!;
    }

    /// <summary>Tidies up files of the store, unless it was closed: then they may be another writer's.</summary>
    /// <returns>Whether it did.</returns>
    public bool TryTidy(Action tidy)
    {
        lock (_gate)
        {
            if (!_disposed)
                tidy();
            return !_disposed;
        }
    }

    /// <summary>The newest version's segments, for longer, in place until they are let go of.</summary>
    public SegmentLease Hold() => _pool.Lease(_latest.State, _pins.TryPin(_latest.Version));

    /// <summary>Opens every segment of an older version, before one is made of it.</summary>
    /// <exception cref="DamagedFileException">One is missing, or cannot be opened.</exception>
    public void CheckOpens(VersionState older)
    {
        using var lease = _pool.Lease(older);
        lease.OpenAll();
    }

    /// <summary>Writes to the store.</summary>
    /// <remarks>
    /// A full disk, or damage in a segment that was to be merged, leaves everything as it was. After any other failure it
    /// is not known what reached the disk, so the writer takes no more; opening the store again finds out.
    /// </remarks>
    public T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error) && error is not ChronographException)
        {
            _fault = new WriterFaultedException(_manifests.Paths.Root, error);
            throw;
        }
    }

    /// <summary>Opens what a version that is about to be committed does not share with the newest: the next one will ask it.</summary>
    public SegmentLease OpenNext(VersionState next)
    {
        var lease = _pool.Lease(next);
        try
        {
            lease.OpenOthers(_lease);
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            // Who needs it opens it, or says why not.
        }
        catch
        {
            lease.Dispose();
            throw;
        }

        return lease;
    }

    /// <summary>Takes a version that was committed as the newest.</summary>
    /// <param name="opened">Its segments, where they were opened already.</param>
    public Manifest Adopt(HistoryEventKind kind, Manifest next, SegmentLease? opened)
    {
        var lease = opened ?? _pool.Lease(next.State);
        _lease.Dispose();
        _lease = lease;
        _latest = next;
        _history.Record(kind, next);
        Committed?.Invoke();
        return next;
    }

    /// <summary>Replaces the tags of a version: in the history first, so that a tag that can be read is found.</summary>
    public Manifest Retag(Manifest tagged)
    {
        _history.RecordTags(tagged, _latest);
        Guarded(() =>
        {
            _manifests.Rewrite(tagged);
            return tagged;
        });
        if (tagged.Version == _latest.Version)
            _latest = tagged;
        return tagged;
    }

    /// <summary>Notes that files were moved or deleted.</summary>
    public void Record(HistoryEventKind kind) => _history.Record(kind, _latest);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _lease.Dispose();
            _history.Dispose();
        }
    }
}
