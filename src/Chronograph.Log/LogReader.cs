using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Reads a log forward, message by message. For one thread at a time; any number of readers at once.</summary>
/// <remarks>
/// A reader never locks or creates anything, and sees what a writer in another process appends as soon as it is published.
/// It stores nothing either, but for a flag in <c>control.meta</c> before it sleeps: see <see cref="WaitStrategy"/>. It maps
/// the segment it stands in and the one before.
/// </remarks>
public sealed class LogReader : IDisposable
{
    private const int AnyType = -1;
    private const long Never = -1;
    private const int Attempts = 3;
    private const int CommonLength = 64;
    private const int Near = 16 << 10; // bytes

    private readonly LogDirectory _directory;
    private readonly int _onlyType;
    private readonly SegmentId _segment; // the one to enter next, while no view is open
    private readonly DurableBound? _durable;
    private LogWatch? _watch;
    private long _readable; // the last message that may be read, as far as was asked
    private SegmentView? _view;
    private SegmentView? _previous;
    private long _offset;
    private long _nextSequence;
    private long _lastOffset; // where the record before begins; 0 before the first one that was read in this segment
    private long _atOnceTo = Never; // up to this offset the view is read without a closer look
    private long _behindFrom; // from this offset on the reader counts as one that has yet to catch up
    private volatile bool _disposed;

    internal LogReader(LogDirectory directory, LogPosition position, LogReaderOptions? options = null)
    {
        _directory = directory;
        WaitStrategy = options?.WaitStrategy ?? default;
        _onlyType = options?.Type ?? AnyType;
        if (options is { DurableOnly: true })
            _durable = new DurableBound(directory);
        else
            _readable = directory.Tail.LastReadable;
        _segment = position.Segment;
        _offset = position.Offset;
        _nextSequence = position.NextSequence;
        TryEnter(_segment, position.Offset);
    }

    /// <summary>Opens a reader where a start leads. Retention may remove that place meanwhile: then it leads elsewhere.</summary>
    internal static LogReader Open(LogDirectory directory, LogStart start, LogReaderOptions? options)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new LogReader(directory, new LogLocator(directory).Locate(start), options);
            }
            catch (SequenceOutOfRangeException) when (start.Kind != StartKind.Sequence && attempt < Attempts)
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>The sequence number of the message that comes next.</summary>
    public long NextSequence => _nextSequence;

    /// <summary>Messages that this reader passed over because they were lost: a repair has recorded where they had been.</summary>
    /// <remarks>0 in every log that was never repaired. Behind a loss the next message's number is greater by more than one.</remarks>
    public long LostMessages { get; private set; }

    internal bool IsDisposed => _disposed;

    internal LogPosition Position => new(_view?.Id ?? _segment, _offset, _nextSequence);

    internal WaitStrategy WaitStrategy { get; }

    /// <summary>The segment the reader stands in; null before it entered the first.</summary>
    internal SegmentView? View => _view;

    internal bool IsDurableOnly => _durable is not null;

    /// <summary>What this reader waits with, from its first wait that sleeps on.</summary>
    internal LogWatch Watch => _watch ??= LogWatch.Of(_directory);

    /// <summary>The sleep without a thread that the reader is in, or was in last.</summary>
    internal Sleeper? Sleeper { get; set; }

    /// <summary>Reads the next message, if there is one already. Both checksums are verified; nothing is allocated.</summary>
    /// <param name="message">
    /// The message, in place. Valid until the next call or <see cref="Dispose"/>: copy what must live longer.
    /// </param>
    /// <returns>False at the end of the log.</returns>
    /// <exception cref="DamagedFileException">What is published here is not a sound message. The reader stays where it is.</exception>
    /// <exception cref="SequenceOutOfRangeException">The next message was removed by retention before it was read.</exception>
    public bool TryRead(out Message message) => TryReadInRun(out message, mayLeave: null);

    /// <summary>The same, but leaves no segment that was entered since a run began: its messages are to stay valid.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mayLeave">The only segment that may be left, the one that the run began in; null when each may.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryReadInRun(out Message message, SegmentView? mayLeave)
    {
        var (offset, sequence) = (_offset, _nextSequence);
        if (_view is not { } view || offset > _atOnceTo || sequence > _readable)
            return TryReadInSteps(out message, mayLeave);
        if (offset >= _behindFrom)
            view.FetchAhead(offset);
        if (!view.TryGetAtOnce(offset, sequence, out message, out var length))
            return TryReadInSteps(out message, mayLeave);

        // Two stores, for the processor to guess which: it need not have seen this length to begin with the next message.
        if (length == CommonLength)
            _offset = offset + RecordLayout.HeaderSize + CommonLength;
        else
            _offset = offset + RecordLayout.SizeOf(length);
        _lastOffset = offset;
        _nextSequence = sequence + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadInSteps(out Message message, SegmentView? mayLeave)
    {
        if (_nextSequence > _readable && !IsReadable())
        {
            message = default;
            return false;
        }

        do
        {
            while (_view is { } view && view.Contains(_offset))
            {
                var word = view.LoadWord(_offset);
                if (!word.IsCommitted)
                    break;
                if (!view.HeaderIsSound(_offset, word, _nextSequence))
                    ThrowDamaged(view);
                if (word.IsPadding || (_onlyType != AnyType && word.Type != _onlyType))
                {
                    if (PassOver(view, word))
                        continue;
                    message = default;
                    return false;
                }

                if (!view.PayloadIsSound(_offset, word))
                    ThrowDamaged(view);
                _lastOffset = _offset;
                _offset += RecordLayout.SizeOf(word.Length);
                _nextSequence++;
                message = view.MessageAt(_lastOffset, word);
                return true;
            }
        }
        while (TryAdvance(mayLeave));

        message = default;
        _behindFrom = _offset + Near; // near the writer, what is fetched ahead would be taken from its cache
        return false;
    }

    /// <summary>The messages that are there already, to be read with <c>foreach</c>: as <see cref="TryRead"/> reads them, and all valid together.</summary>
    /// <param name="most">No more than so many.</param>
    public MessageRun ReadAvailable(int most = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return new MessageRun(this, most);
    }

    /// <summary>Waits until something more may be there, in the way of <see cref="LogReaderOptions.WaitStrategy"/>.</summary>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for none, zero to look only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether <see cref="TryRead"/> is worth calling; false when the time was over first.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ReaderWait.Until(this, timeout, cancellationToken);
    }

    /// <summary>The same as <see cref="Wait"/>, without holding a thread. All readers of a log in a process share one that sleeps.</summary>
    /// <inheritdoc cref="Wait"/>
    public ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ReaderWait.UntilAsync(this, timeout, cancellationToken);
    }

    /// <summary>Reads on for ever, waiting for messages without holding a thread. Each message is a copy.</summary>
    /// <remarks>Waits as <see cref="WaitAsync"/> does. Use the reader for nothing else meanwhile.</remarks>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<MessageCopy> ReadAllAsync(CancellationToken cancellationToken = default) =>
        AsyncReading.All(this, cancellationToken);

    /// <summary>Releases the reader's mappings. Messages it returned must not be used any more.</summary>
    /// <remarks>Who still waits with it, against the rule, is told with an <see cref="ObjectDisposedException"/>.</remarks>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _atOnceTo = Never;
        _watch?.Dispose();
        _durable?.Dispose();
        _view?.Dispose();
        _previous?.Dispose();
        _view = _previous = null;
        Sleeper?.Wake(); // after the view is gone, so that it sees that
    }

    /// <summary>Gives the space of a removed segment back that this reader has left and still maps. Called while it waits.</summary>
    internal void LetGoOfRemoved()
    {
        if (_previous is { } left && !_directory.Files.FileExists(left.Path))
            left.LetGo();
    }

    /// <summary>Goes behind the last message, over headers alone.</summary>
    internal void SkipToEnd()
    {
        if (_nextSequence > _readable && !IsReadable())
            return;
        do
        {
            if (_view is not { } view)
                continue;
            var walker = new RecordWalker(view, _offset, _nextSequence);
            var step = RecordStep.Message;
            while (step == RecordStep.Message && walker.NextSequence <= _readable)
                step = walker.Step(checkPayload: false);

            LostMessages += walker.LostMessages;
            (_offset, _nextSequence) = (walker.Offset, walker.NextSequence);
            if (walker.LastOffset != 0)
                _lastOffset = walker.LastOffset;
            if (step == RecordStep.Damage)
                ThrowDamaged(view);
        }
        while (_nextSequence <= _readable && TryAdvance(mayLeave: null));
    }

    /// <summary>Whether a message is published at the reader's place, or a way on to the next segment.</summary>
    internal bool HasMore()
    {
        if (_nextSequence > _readable && !IsReadable())
            return false;
        if (_view is not { } view)
            return IsBegun();
        if (view.Contains(_offset) && view.LoadWord(_offset).IsCommitted)
            return true;
        return IsLeft(view, out var end)
            && (_offset < end || SegmentOpener.TryReadHeader(_directory, view.Id.Next) is not null);
    }

    // Whether the segment that the reader waits to enter as its first one has a header by now.
    private bool IsBegun()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return SegmentOpener.TryReadHeader(_directory, _segment) is not null;
    }

    // Whether the next message is whole, or may be before a writer has recovered the log, and durable where that is asked for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsReadable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _readable = Math.Min(_directory.Tail.LastReadable, _durable?.Sequence ?? long.MaxValue);
        return _nextSequence <= _readable;
    }

    // Finds more to read, or the next segment; false when there is nothing yet.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAdvance(SegmentView? mayLeave)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_view is not { } view)
            return TryEnter(_segment, _offset);
        if (!IsLeft(view, out var end))
            return false;
        if (_offset == end)
            return (mayLeave is null || view == mayLeave) && TryEnter(view.Id.Next, SegmentHeader.Size);

        // Published between the first look at the commit word and the look at the seal: the seal makes it visible now.
        if (_offset < end && view.Contains(_offset) && view.LoadWord(_offset).IsCommitted)
            return true;
        throw new DamagedFileException(view.Path, _offset, $"the segment is sealed at {end}, and its records end here");
    }

    // Whether the log goes on behind this segment, and where its records end. A seal says so. Without one, when nothing more is
    // published here: a batch that is not over, of which all is published once its first record is; or a power loss.
    private bool IsLeft(SegmentView view, out long end)
    {
        if (view.IsSealed(out end))
            return true;
        end = _offset;
        return (_lastOffset != 0 && view.LoadWord(_lastOffset).ContinuesBatch) || _directory.Tail.IsLeft(view.Id);
    }

    // Goes behind a record that is not handed out. Returns whether the next one may be read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PassOver(SegmentView view, RecordWord word)
    {
        var next = _nextSequence + 1;
        if (word.IsPadding)
        {
            next = view.PayloadIsSound(_offset, word) ? view.NextBehindPadding(_offset, word) : -1;
            if (next < _nextSequence)
                ThrowDamaged(view);
            LostMessages += next - _nextSequence;
        }

        (_lastOffset, _offset, _nextSequence) = (_offset, _offset + RecordLayout.SizeOf(word.Length), next);
        return _nextSequence <= _readable || IsReadable();
    }

    private bool TryEnter(SegmentId id, long offset)
    {
        var next = SegmentOpener.TryOpen(_directory, id);
        if (next is null)
        {
            ThrowIfLeftBehind(id);
            return false;
        }

        if (offset == SegmentHeader.Size && next.Header.FirstSequence != _nextSequence)
        {
            var reason = $"the segment begins with message {next.Header.FirstSequence} where {_nextSequence} was expected";
            next.Dispose();
            throw new DamagedFileException(_directory.SegmentPath(id), 0, reason);
        }

        _previous?.Dispose();
        _previous = _view;
        _view = next;
        _offset = _behindFrom = offset;
        _atOnceTo = _onlyType == AnyType ? next.LastAtOnce : Never;
        _lastOffset = 0;
        return true;
    }

    private void ThrowIfLeftBehind(SegmentId id)
    {
        if (_directory.Files.FileExists(_directory.SegmentPath(id)))
            return; // prepared, not begun
        var first = SegmentCatalog.Use(_directory, segments => segments.Count == 0 ? (SegmentHeader?)null : segments.HeaderOf(0));
        if (first is not { } header || header.Id <= id)
            return;
        var next = new LogLocator(_directory).Locate(LogStart.End).NextSequence;
        throw new SequenceOutOfRangeException(_directory.Path, _nextSequence, header.FirstSequence, next);
    }

    private void ThrowDamaged(SegmentView view) =>
        throw new DamagedFileException(view.Path, _offset, new RecordWalker(view, _offset, _nextSequence).Explain());
}
