using System.Collections.Concurrent;
using System.Diagnostics;
using Chronograph.Storage;
using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>Makes messages survive a power loss and keeps the durable mark. Any thread may call it.</summary>
/// <remarks>
/// The order of every step is: data reached the disk, then the mark says so. A flush that failed is final: the operating
/// system may have dropped the pages, so a second one could report a success that is not one.
/// </remarks>
internal sealed class Flusher : IDisposable
{
    private readonly ConcurrentQueue<RetiredSegment> _retired = new();
    private readonly Lock _gate = new(); // guards everything below, the disk and the disposal of retired segments
    private readonly LogDirectory _directory;
    private readonly ControlFile _control;
    private readonly WriterFiles _files; // this writer's; none where the system does not tell files apart
    private readonly WakeSignal _signal;
    private readonly ILogger _logger;
    private readonly StorageFile _mark;
    private readonly uint _epoch; // this writer's
    private Checkpoint _durable;
    private long _durableSequence; // that of the mark, for any thread, also while the log is being closed
    private bool _disposed;
    private volatile WriterFaultedException? _fault;

    public Flusher(LogDirectory directory, ControlFile control, WriterFiles files, WakeSignal signal, Checkpoint durable, ILogger logger)
    {
        _directory = directory;
        _control = control;
        _files = files;
        _signal = signal;
        _logger = logger;
        _durable = durable;
        _epoch = control.WriterEpoch;
        _mark = directory.Files.Open(directory.CheckpointPath, FileIntent.OpenOrCreate);
        if (_mark.Length > DurableMark.Size)
            _mark.SetLength(DurableMark.Size);
    }

    /// <summary>Sealed segments that became durable and have no index yet, for the background worker.</summary>
    public ConcurrentQueue<SegmentHeader> WithoutIndex { get; } = new();

    /// <summary>The last message that the durable mark covers.</summary>
    public long DurableSequence => Volatile.Read(ref _durableSequence);

    /// <summary>Why the writer takes no more, or null. Once set it stays.</summary>
    public WriterFaultedException? Fault => _fault;

    /// <summary>Segments that were taken over and are still mapped or not yet durable.</summary>
    public int RetiredCount => _retired.Count;

    /// <summary>Takes over a segment that nothing will be appended to any more. Never waits for the disk.</summary>
    public void Retire(RetiredSegment segment) => _retired.Enqueue(segment);

    /// <summary>Flushes every retired segment.</summary>
    public void FlushRetired()
    {
        lock (_gate)
            DrainRetired();
    }

    /// <summary>Flushes everything published up to now.</summary>
    /// <param name="head">The segment that is appended to, if there is one.</param>
    public void Flush(WritableSegment? head)
    {
        var record = head?.LastRecord ?? 0; // before the drain: what was published by now is covered by one or the other
        lock (_gate)
        {
            DrainRetired();
            if (head is null || record == 0 || head.IsDisposed)
                return;
            var reached = PlaceOf(head, record);
            if (reached.Sequence <= _durable.Sequence)
                return;
            Sync(head.Path, () => head.FlushTo(reached.EndOffset));
            Advance(reached);
        }
    }

    /// <summary>Records that the writer leaves the log whole, or that one has come.</summary>
    public void MarkClosed(bool closed)
    {
        lock (_gate)
        {
            ThrowIfSuperseded();
            Advance(_durable with { Closed = closed });
            Sync(_mark.Path, _mark.Flush);
            Sync(_control.Path, _control.Flush);
        }
    }

    /// <summary>Remembers the first failure for good.</summary>
    public void SetFault(string path, Exception cause)
    {
        lock (_gate)
        {
            if (_fault is not null)
                return;
            _fault = new WriterFaultedException(path, cause);
            _logger.FlushFailed(cause, path);
        }
    }

    public void ThrowIfFaulted()
    {
        if (_fault is { } fault)
            throw new WriterFaultedException(fault.Path, fault.InnerException!);
    }

    /// <summary>Throws when the log is not this writer's any more.</summary>
    /// <remarks>
    /// Asked at every flush and roll. Another writer can have come when the lock file was deleted under this one; the
    /// directory can have been moved away, or a copy put in its place.
    /// </remarks>
    public void ThrowIfSuperseded()
    {
        if (_fault is null && FindSuccessor() is { } other)
            SetFault(_directory.Path, new StoreLockedException(_directory.Path, other));
        ThrowIfFaulted();
    }

    /// <summary>Whose the log is, in words, if it is not this writer's any more; null as long as it is.</summary>
    public string? FindSuccessor()
    {
        if (_control.WriterEpoch != _epoch || _control.WriterFiles != _files)
            return "a writer that came later";
        return _files != default && _directory.Files.IdentityOf(_directory.ControlPath) != _files.Control ? "whoever moved or replaced its files" : null;
    }

    /// <summary>Ends flushing. After it no other thread touches the head or the control file, so that they can be released.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_retired.TryDequeue(out var segment))
                segment.Mapped?.Dispose();
            _mark.Dispose();
        }
    }

    private static unsafe Checkpoint PlaceOf(WritableSegment head, long record)
    {
        // Bound: LastRecord is the offset of a whole record of the segment.
        var header = RecordMemory.Load(head.Start + record);
        return new Checkpoint(0, header.NextSequence - 1, head.Id, record, record + RecordLayout.SizeOf(header.Word.Length), Closed: false);
    }

    private void DrainRetired()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(MessageLog)); // the mappings may be gone
        ThrowIfSuperseded();
        while (_retired.TryPeek(out var segment))
        {
            Sync(segment.Path, segment.Flush);
            if (segment.End is { } end && end.Sequence > _durable.Sequence)
                Advance(end);
            WithoutIndex.Enqueue(segment.Header);
            segment.Mapped?.Dispose();
            _retired.TryDequeue(out _);
        }
    }

    private void Advance(Checkpoint reached)
    {
        Span<byte> mark = stackalloc byte[DurableMark.Size];
        new DurableMark(reached.Segment, reached.EndOffset).Write(mark);
        var next = reached with { Generation = _durable.Generation + 1 };
        _control.WriteCheckpoint(next);
        _control.IsRecovered = true; // again: another writer that came too late may have taken it back
        _mark.Write(mark, 0);
        _durable = next; // not before the mark is written: else no later flush would try again
        _control.DurableSequence = reached.Sequence;
        Volatile.Write(ref _durableSequence, reached.Sequence);
        _signal.Published();
    }

    private void Sync(string path, Action flush)
    {
        ThrowIfFaulted();
        var began = Stopwatch.GetTimestamp();
        try
        {
            flush();
        }
        catch (Exception error)
        {
            SetFault(path, error);
            throw new WriterFaultedException(path, error);
        }

        ThrowIfSuperseded(); // behind the flush, which takes long: what follows says in files of the log that it is done
        LogMeter.Flushed(Stopwatch.GetElapsedTime(began), _directory.Path);
    }
}
