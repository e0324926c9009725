using Chronograph.Graph;
using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Ingest;

/// <summary>Folds the changes in a log into versions of a graph, each message exactly once.</summary>
/// <remarks>
/// A version's manifest carries the position in the log that the version reached, so the version and the position
/// become durable in one step: a crash at any instant neither loses nor repeats a change. Not thread-safe.
/// </remarks>
public sealed class GraphIngest : IDisposable
{
    private readonly MessageLog _log;
    private readonly VersionFold _fold;
    private readonly GraphStore? _ownStore;

    private GraphIngest(MessageLog log, VersionFold fold, GraphStore? ownStore)
    {
        _log = log;
        _fold = fold;
        _ownStore = ownStore;
    }

    /// <summary>Opens the log for reading and the store for writing, and creates the store when it is not there.</summary>
    /// <exception cref="StoreNotFoundException">There is no log in <paramref name="logDirectory"/>.</exception>
    /// <exception cref="StoreLockedException">Another writer has the store open.</exception>
    /// <exception cref="LogMismatchException">The store has folded messages that this log does not have.</exception>
    /// <exception cref="SequenceOutOfRangeException">Retention has removed messages that the store has not folded.</exception>
    public static GraphIngest Open(string logDirectory, string storeDirectory, GraphIngestOptions? options = null)
    {
        options ??= new GraphIngestOptions();
        var log = OpenLog(logDirectory, options.Store.Durability); // first: no store is made for a log that is not there
        GraphStore? store = null;
        try
        {
            store = GraphStore.Open(storeDirectory, options.Store);
            return new GraphIngest(log, VersionFold.Start(logDirectory, log, store, options.StopOnRejection), ownStore: store);
        }
        catch
        {
            store?.Dispose();
            log.Dispose();
            throw;
        }
    }

    /// <summary>Opens the log for reading, to fold it into a store that is open for writing, also into one in memory.</summary>
    /// <remarks>
    /// The store stays the caller's, and outlives the ingest. It has no other batch while changes wait for their commit
    /// marker. A store in memory has no rejections log: messages that cannot be used are counted, and no more.
    /// </remarks>
    /// <param name="logDirectory">The log.</param>
    /// <param name="store">The store.</param>
    /// <param name="stopOnRejection">Whether a message that cannot be used ends the run with an error.</param>
    /// <exception cref="StoreNotFoundException">There is no log in <paramref name="logDirectory"/>.</exception>
    /// <exception cref="LogMismatchException">The store has folded messages that this log does not have.</exception>
    /// <exception cref="SequenceOutOfRangeException">Retention has removed messages that the store has not folded.</exception>
    public static GraphIngest Open(string logDirectory, GraphStore store, bool stopOnRejection = false)
    {
        ArgumentNullException.ThrowIfNull(store);
        var log = OpenLog(logDirectory, store.Durability);
        try
        {
            return new GraphIngest(log, VersionFold.Start(logDirectory, log, store, stopOnRejection), ownStore: null);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>How far a store has come with a log. Changes nothing; a store that is not there has not begun.</summary>
    /// <exception cref="StoreNotFoundException">There is no log in <paramref name="logDirectory"/>.</exception>
    public static IngestStatus Status(string logDirectory, string storeDirectory)
    {
        using var log = MessageLog.OpenReadOnly(logDirectory);
        var name = LogName.Of(logDirectory);
        if (!GraphStore.Exists(storeDirectory))
            return new IngestStatus(name, 0, HeadOf(log), GraphVersion.None, 0);

        using var store = GraphStore.OpenReadOnly(storeDirectory);
        var (position, version) = (IngestPosition.Of(store, name), store.Latest);
        var rejected = RejectionLog.Count(storeDirectory, name);
        return new IngestStatus(name, position, HeadOf(log), version, rejected); // the head last: it is never behind the store
    }

    /// <summary>Folds what is in the log now and returns at its head.</summary>
    /// <remarks>
    /// With strict commits only durable messages are folded, so that a version never outlives what it was made of.
    /// Changes behind the last commit marker are kept for the next run of this object, and are read again by another
    /// one. Cancelling ends the run between two messages; every version committed until then stays.
    /// </remarks>
    /// <exception cref="MessageRejectedException">A message cannot be used and the options say to stop.</exception>
    public IngestResult Run(CancellationToken cancellation = default) => Run(null, cancellation);

    /// <inheritdoc cref="Run(CancellationToken)"/>
    /// <param name="progress">Told the sequence number of each message that was folded.</param>
    /// <param name="cancellation">Ends the run between two messages.</param>
    public IngestResult Run(IProgress<long>? progress, CancellationToken cancellation = default) =>
        _fold.Run(progress, cancellation);

    /// <summary>Waits until there may be more to fold.</summary>
    /// <returns>False when the time ran out first.</returns>
    public bool Wait(TimeSpan timeout, CancellationToken cancellation = default) => _fold.Wait(timeout, cancellation);

    private static MessageLog OpenLog(string logDirectory, CommitDurability durability)
    {
        if (durability == CommitDurability.Strict)
            AbandonedLog.Settle(logDirectory);
        return MessageLog.OpenReadOnly(logDirectory);
    }

    private static long HeadOf(MessageLog log) => log.NextSequence - 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        _fold.Dispose();
        _ownStore?.Dispose();
        _log.Dispose();
    }
}
