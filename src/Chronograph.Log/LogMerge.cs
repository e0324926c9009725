using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Reads several logs as one stream, ordered by time. For one thread at a time.</summary>
/// <remarks>
/// <para>
/// <b>Order.</b> The message with the smallest timestamp comes first; of equal ones, that of the log named first. Messages
/// of one log keep their order, always, and none is left out or comes twice. A merge that does not follow delivers exactly
/// the stable sort of everything the logs held when it was opened.
/// </para>
/// <para>
/// <b>Watermark.</b> A merge that follows cannot know what a log with nothing to read will bring. Such a log holds back what
/// is younger than its newest message, until the younger message is older than <see cref="LogMergeOptions.AllowedLateness"/>
/// by the merge's clock. So the whole stream is ordered if every message can be read within that time after its timestamp:
/// with timestamps from one clock, no append held up for longer, and no batch or claim open for longer.
/// </para>
/// <para>
/// <b>Late messages.</b> One that appears later than that is delivered as soon as it is the oldest there is, with
/// <see cref="MergedMessage.IsLate"/> set when a message that belongs behind it was delivered before it. It is never dropped.
/// </para>
/// </remarks>
public sealed class LogMerge : IDisposable
{
    private readonly MergeSource[] _sources;
    private readonly MergeOrder _order;
    private bool _disposed;

    private LogMerge(MergeSource[] sources, LogMergeOptions options)
    {
        _sources = sources;
        _order = new MergeOrder(sources, options);
    }

    /// <summary>Begins to read logs as one. The merge lives on its own: also after the logs were disposed.</summary>
    /// <param name="logs">The logs, each opened for reading or writing. Their order decides between equal timestamps.</param>
    /// <param name="options">Where to begin and when to end; null for everything that the logs hold now.</param>
    /// <exception cref="ArgumentException">There is no log, or the cursor's name is none.</exception>
    /// <exception cref="StoreLockedException">Another reader holds the cursor of one of the logs.</exception>
    /// <exception cref="SequenceOutOfRangeException">A log does not hold the place where it should begin.</exception>
    /// <exception cref="DamagedFileException">Damage was met on the way to the beginning or the end of a log.</exception>
    public static LogMerge Open(IReadOnlyList<MessageLog> logs, LogMergeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (logs.Count == 0)
            throw new ArgumentException("A merge needs at least one log.", nameof(logs));
        options ??= new LogMergeOptions();
        return new LogMerge(MergeSource.OpenAll(logs, options), options);
    }

    /// <summary>How many logs there are.</summary>
    public int Count => _sources.Length;

    /// <summary>Whether everything was delivered that the logs held when this was opened. Never true of a merge that follows.</summary>
    public bool IsComplete => Array.TrueForAll(_sources, static source => source.IsComplete);

    /// <summary>The first message of a log that was not delivered yet: the place to save when all before was dealt with.</summary>
    /// <param name="source">The index of the log.</param>
    public long NextSequence(int source) => _sources[source].NextSequence;

    /// <summary>Reads the next message of all logs, if it is known which. Verified in place; nothing is allocated.</summary>
    /// <param name="message">The message, and whose it is. Valid until the next call to this object.</param>
    /// <returns>False at the end, and while the next message is held back for a log that has nothing to read.</returns>
    /// <exception cref="DamagedFileException">A log is damaged at its place. The merge stays where it is.</exception>
    /// <exception cref="SequenceOutOfRangeException">Retention removed messages of a log before they were read.</exception>
    public bool TryRead(out MergedMessage message)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_order.TryTake(out var source, out var isLate))
        {
            message = default;
            return false;
        }

        message = new MergedMessage(source.Take(), source.Index, isLate);
        return true;
    }

    /// <summary>Waits until there is a message to read.</summary>
    /// <remarks>Looks often at first, then a hundred times a second: the logs' writers need not know that somebody waits.</remarks>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the time was over first, and at once when the merge <see cref="IsComplete"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="DamagedFileException">A log is damaged at its place.</exception>
    /// <exception cref="SequenceOutOfRangeException">Retention removed messages of a log before they were read.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return !IsComplete && MergeWait.Until(_order, timeout, cancellationToken);
    }

    /// <summary>Reads on, waiting without holding a thread, until the merge <see cref="IsComplete"/>. Each message is a copy.</summary>
    /// <remarks>A new message is seen within ten milliseconds. Use the merge for nothing but <see cref="Save"/> meanwhile.</remarks>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<MergedMessageCopy> ReadAllAsync(CancellationToken cancellationToken = default) =>
        MergeWait.ReadAllAsync(this, cancellationToken);

    /// <summary>Saves, in the cursor of each log, that what was delivered has been dealt with.</summary>
    /// <remarks>
    /// The cursors are saved one after the other. A crash in between leaves some logs at the new place and some at the old one:
    /// each goes on from its own, none skips a message.
    /// </remarks>
    /// <param name="durable">Whether the places survive a power loss once this returns, which waits for the disk.</param>
    /// <exception cref="InvalidOperationException">The merge was opened without <see cref="LogMergeOptions.Cursor"/>.</exception>
    public void Save(bool durable = true)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (var source in _sources)
            source.Save(durable);
    }

    /// <summary>Releases mappings and cursors. Saves nothing; messages it returned must not be used any more.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (var source in _sources)
            source.Dispose();
    }
}
