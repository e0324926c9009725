using System.Runtime.CompilerServices;
using Chronograph.Storage;
using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>Appends records to the head segment and rolls to the next one. For one thread at a time.</summary>
/// <remarks>
/// The comparison on the hot path, "does it fit before <see cref="_limit"/>", also stands for the rare cases: no segment
/// yet, the place where the next one is asked for, the end of the segment, a closed log. <see cref="MakeRoom"/> finds
/// out which it was.
/// </remarks>
internal sealed unsafe class Appender
{
    private const int PrepareAheadShare = 8;

    private readonly LogDirectory _directory;
    private readonly TimestampSource _clock;
    private readonly SegmentSupply _supply;
    private readonly Flusher _flusher;
    private readonly ILogger _logger;
    private readonly long _segmentSize;
    private readonly uint _epoch;

    private WritableSegment? _segment;
    private byte* _start; // Bound: _start + _limit lies within the mapped segment, whenever _limit is not 0.
    private long _offset;
    private long _limit;
    private uint _salt;
    private long _nextSequence;
    private long _lastTimestamp;
    private SegmentId _nextSegment;
    private bool _nextRequested;
    private BatchProgress? _batch;
    private bool _busy; // a batch or a claim is open
    private bool _claimOpen;
    private ClaimTicket _claim;
    private bool _closed;
    private volatile WritableSegment? _published;
    private long _publishedNext;

    public Appender(
        LogDirectory directory, MessageLogOptions options, long segmentSize, uint epoch, AppendState state, SegmentSupply supply, Flusher flusher, ILogger logger)
    {
        _directory = directory;
        _segmentSize = segmentSize;
        _epoch = epoch;
        _clock = new TimestampSource(options, state.LastTimestampNs);
        _supply = supply;
        _flusher = flusher;
        _logger = logger;
        _nextSequence = _publishedNext = state.NextSequence;
        _lastTimestamp = state.LastTimestampNs;
        _nextSegment = state.NextSegment;
        if (state.Head is { } head)
        {
            head.LastRecord = state.LastRecord;
            Enter(head, state.HeadOffset);
            _published = head;
        }
        else
        {
            RequestNext();
        }
    }

    /// <summary>Bytes of payload that the largest message can have.</summary>
    public long LargestPayload => _segmentSize - SegmentHeader.Size - RecordLayout.HeaderSize;

    /// <summary>The segment with the newest published message, for flushing from any thread.</summary>
    public WritableSegment? Published => _published;

    /// <summary>The sequence number of the next message, from any thread.</summary>
    public long NextSequence => Volatile.Read(ref _publishedNext);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Append(ReadOnlySpan<byte> payload, ushort type, long timestampNs, in TraceContext trace)
    {
        if (_busy || _flusher.Fault is not null)
            ThrowIfUnusable();
        var size = RecordLayout.SizeOf(payload.Length);
        var timestamp = _clock.Next(timestampNs);
        if (size > _limit - _offset)
            MakeRoom(size, timestamp);

        var record = _start + _offset;
        var word = RecordWord.Create(payload.Length, type, RecordWord.Committed);
        RecordMemory.Fill(record, payload, word, _nextSequence, timestamp, _epoch, _salt, trace);
        return Publish(record, word, size, timestamp);
    }

    /// <summary>Reserves room for a message and hands out its payload.</summary>
    public Span<byte> Claim(int length, ushort type, long timestampNs, scoped in TraceContext trace, out ClaimTicket ticket)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var size = RecordLayout.SizeOf(length);
        var timestamp = _clock.Next(timestampNs);
        if (size > _limit - _offset)
            MakeRoom(size, timestamp);
        _busy = _claimOpen = true;
        ticket = _claim = new ClaimTicket(_claim.Number + 1, length, type, timestamp, trace);
        return PayloadOf(ticket);
    }

    /// <summary>Publishes the message of an open claim.</summary>
    public long CommitClaim(in ClaimTicket ticket)
    {
        if (!IsOpen(ticket))
            throw new InvalidOperationException("The claim has been committed or abandoned.");
        _flusher.ThrowIfFaulted();
        var record = _start + _offset;
        var word = RecordWord.Create(ticket.Length, ticket.Type, RecordWord.Committed);
        var checksum = Crc32.Compute(PayloadOf(ticket));
        RecordMemory.StoreHeader(record, word, _nextSequence, ticket.TimestampNs, checksum, _epoch, _salt, ticket.Trace);
        _busy = _claimOpen = false;
        return Publish(record, word, RecordLayout.SizeOf(ticket.Length), ticket.TimestampNs);
    }

    /// <summary>Takes an open claim back: its room is zero again. It never had a header, so it could not be read.</summary>
    public void AbandonClaim(in ClaimTicket ticket)
    {
        if (!IsOpen(ticket))
            return;
        PayloadOf(ticket).Clear();
        _busy = _claimOpen = false;
    }

    public BatchProgress BeginBatch()
    {
        ThrowIfUnusable();
        _busy = true;
        return _batch = new BatchProgress(_nextSequence, _lastTimestamp);
    }

    /// <summary>Appends a record that stays invisible until the batch's first one is published.</summary>
    public long AppendToBatch(BatchProgress batch, ReadOnlySpan<byte> payload, ushort type, long timestampNs, in TraceContext trace)
    {
        CheckOpen(batch);
        _flusher.ThrowIfFaulted();
        var size = RecordLayout.SizeOf(payload.Length);
        var timestamp = _clock.Next(timestampNs);
        if (size > _limit - _offset)
            MakeRoom(size, timestamp);

        // Every record says "continues"; committing takes that back from the last one.
        var record = _start + _offset;
        var word = RecordWord.Create(payload.Length, type, RecordWord.Committed | RecordWord.BatchContinues);
        RecordMemory.Fill(record, payload, word, _nextSequence, timestamp, _epoch, _salt, trace);
        if (batch.IsEmpty)
            batch.Begin(_segment!, _offset, word);
        RecordMemory.StoreWord(record, batch.FirstIs(_segment!, _offset) ? word.Without(RecordWord.Committed) : word);
        batch.Added(_offset, word);
        _offset += size;
        _lastTimestamp = timestamp;
        return _nextSequence++;
    }

    /// <summary>Publishes a batch by one store, then seals what it filled.</summary>
    public long Commit(BatchProgress batch)
    {
        CheckOpen(batch);
        _flusher.ThrowIfFaulted();
        if (!batch.IsEmpty)
        {
            var last = _start + batch.LastOffset;
            var lastWord = batch.LastWord.Without(RecordWord.BatchContinues);
            RecordMemory.Reseal(last, lastWord, _salt);
            if (!batch.FirstIs(_segment!, batch.LastOffset))
                RecordMemory.StoreWord(last, lastWord);
            var firstWord = batch.FirstIs(_segment!, batch.LastOffset) ? lastWord : batch.FirstWord;
            RecordMemory.StoreWord(batch.FirstSegment!.Start + batch.FirstOffset, firstWord);
            SealFilled(batch);
            _segment!.LastRecord = batch.LastOffset;
            _published = _segment;
            Volatile.Write(ref _publishedNext, _nextSequence); // publishes the count to other threads of this process
        }

        EndBatch();
        return _nextSequence - 1;
    }

    /// <summary>Takes a batch back: its space is zero again, its segments are gone.</summary>
    /// <remarks>
    /// The zeros must reach the disk before anything is written over them: else a power loss could leave a new record
    /// followed by an old one of the same epoch that fits the sequence. A failure faults the writer instead of throwing.
    /// </remarks>
    public void Abort(BatchProgress batch)
    {
        if (_batch != batch)
            return;
        try
        {
            if (!batch.IsEmpty)
                TakeBack(batch, batch.FirstSegment!);
        }
        catch (Exception error)
        {
            _flusher.SetFault(batch.FirstSegment!.Path, error);
        }

        EndBatch();
    }

    /// <summary>Takes an open batch or claim back, if there is one.</summary>
    public void AbandonOpen()
    {
        if (_claimOpen)
            AbandonClaim(_claim);
        if (_batch is { } batch)
            Abort(batch);
    }

    /// <summary>Ends appending and lets go of the head.</summary>
    public void Close()
    {
        _closed = true;
        _limit = _offset = 0;
        _published = null;
        _segment?.Dispose();
        _segment = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Publish(byte* record, RecordWord word, long size, long timestamp)
    {
        var sequence = _nextSequence;
        RecordMemory.StoreWord(record, word);
        _segment!.LastRecord = _offset;
        _offset += size;
        _lastTimestamp = timestamp;
        _nextSequence = sequence + 1;
        Volatile.Write(ref _publishedNext, sequence + 1); // publishes the count to other threads of this process
        return sequence;
    }

    private bool IsOpen(in ClaimTicket ticket) => _claimOpen && ticket.Number == _claim.Number && !_closed;

    // Bound: MakeRoom has left room for header and payload behind _offset, which does not move while the claim is open.
    private Span<byte> PayloadOf(scoped in ClaimTicket ticket) => new(_start + _offset + RecordLayout.HeaderSize, ticket.Length);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeRoom(long size, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
        if (size > _segmentSize - SegmentHeader.Size)
            throw new ArgumentException($"The largest message of this log has {LargestPayload} bytes.", "payload");

        if (_segment is null)
            BeginSegment(timestamp);
        else if (size > _segment.Length - _offset)
            Roll(timestamp);
        _limit = LimitFor(size);
    }

    // Up to the place where the next segment is to be asked for, and from there to the end.
    private long LimitFor(long size)
    {
        var mark = _segment!.Length / PrepareAheadShare;
        if (!_nextRequested && _offset + size <= mark)
            return mark;
        RequestNext();
        return _segment.Length;
    }

    private void BeginSegment(long timestamp)
    {
        var segment = TakeNext();
        segment.Begin(_nextSequence, timestamp, _epoch);
        Enter(segment, SegmentHeader.Size);
        if (_batch is null or { IsEmpty: true })
            _published = segment;
    }

    private void Roll(long timestamp)
    {
        var full = _segment!;
        var (end, last) = (_offset, _lastTimestamp);
        var next = TakeNext();
        next.Begin(_nextSequence, timestamp, _epoch); // before the seal: a reader that leaves the full one finds the next
        var count = _nextSequence - full.Header.FirstSequence;
        if (_batch is { IsEmpty: false } batch)
            batch.Fill(full, new PendingSeal(full.Header, end, last, count, batch.LastOffset, InBatch: true));
        else
            SealAndRetire(full, new PendingSeal(full.Header, end, last, count, full.LastRecord, InBatch: false));
        Enter(next, SegmentHeader.Size);
        if (_batch is null or { IsEmpty: true })
            _published = next;
        _logger.Rolled(next.Id.Value, _nextSequence);
    }

    private WritableSegment TakeNext()
    {
        var segment = _supply.Take(_nextSegment);
        _nextSegment = _nextSegment.Next;
        return segment;
    }

    private void RequestNext()
    {
        if (_nextRequested)
            return;
        _nextRequested = true;
        _supply.Request(_nextSegment);
    }

    private void Enter(WritableSegment segment, long offset)
    {
        _segment = segment;
        _start = segment.Start;
        _offset = offset;
        _limit = offset; // whatever comes next asks for room first
        _salt = new RecordSalt(segment.Id).For(_epoch);
        _nextRequested = false;
    }

    private void SealAndRetire(WritableSegment segment, PendingSeal seal)
    {
        segment.Seal(seal.EndOffset, seal.LastTimestampNs, seal.MessageCount);
        _flusher.Retire(new RetiredSegment(_directory, segment.Header, segment, seal.Place));
        _supply.RequestFlush();
    }

    private void SealFilled(BatchProgress batch)
    {
        try
        {
            foreach (var seal in batch.Filled)
            {
                var segment = seal.Header.Id == batch.FirstSegment!.Id ? batch.FirstSegment : WritableSegment.Open(_directory, seal.Header);
                SealAndRetire(segment, seal);
            }
        }
        catch (Exception error)
        {
            // The batch is visible; the seals are missing, and the next writer finishes them.
            _flusher.SetFault(_directory.Path, error);
            throw;
        }
    }

    private void TakeBack(BatchProgress batch, WritableSegment first)
    {
        var used = _segment == first ? _offset : first.Length;
        DiscardLaterSegments(batch);
        Enter(first, batch.FirstOffset);
        _nextSequence = batch.FirstSequence;
        _lastTimestamp = batch.TimestampBefore;
        // From the back: until the end, the first record still tells recovery that a batch was begun here.
        first.ClearBackwards(batch.FirstOffset, used);
        first.Flush();
    }

    private void DiscardLaterSegments(BatchProgress batch)
    {
        if (_segment == batch.FirstSegment)
            return;
        var last = _segment!.Id;
        _segment.Dispose();
        for (var id = last; id > batch.FirstSegment!.Id; id = id.Previous)
            _directory.Files.Delete(_directory.SegmentPath(id));
        _directory.Files.SyncDirectory(_directory.Path); // else they could come back, and fit the sequence
        _nextSegment = batch.FirstSegment.Id.Next;
    }

    private void EndBatch()
    {
        _batch = null;
        _busy = false;
    }

    private void CheckOpen(BatchProgress batch)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
        if (_batch != batch)
            throw new InvalidOperationException("The batch has been committed or abandoned.");
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
        _flusher.ThrowIfFaulted();
        if (_busy)
            throw new InvalidOperationException($"A {(_claimOpen ? "claim" : "batch")} is open: commit or dispose it first.");
    }
}
