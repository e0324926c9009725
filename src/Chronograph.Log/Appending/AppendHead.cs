using System.Runtime.CompilerServices;
using Chronograph.Storage;
using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>The place where the next record goes: makes room there, publishes there, rolls to the next segment. For the appending thread.</summary>
/// <remarks>
/// One comparison, "does it fit before the limit", stands for all the rare cases: no segment yet, the place where the next
/// one is asked for, the end of the segment. <see cref="MakeRoom"/> finds out which it was.
/// </remarks>
internal sealed unsafe class AppendHead
{
    /// <summary>The next segment is asked for once this share of a segment is full: one part in so many.</summary>
    public const int PrepareAheadShare = 8;

    private readonly SegmentSupply _supply;
    private readonly SegmentSealer _sealer;
    private readonly ILogger _logger;
    private readonly long _segmentSize;

    private byte* _start; // Bound: _start + _limit lies within the mapped segment, whenever _limit is not 0.
    private long _limit;
    private SegmentId _nextSegment;
    private bool _nextRequested;
    private volatile WritableSegment? _published;
    private long _publishedNext;

    public AppendHead(long segmentSize, uint epoch, AppendState state, SegmentSupply supply, SegmentSealer sealer, ILogger logger)
    {
        _segmentSize = segmentSize;
        _supply = supply;
        _sealer = sealer;
        _logger = logger;
        _nextSegment = state.NextSegment;
        Epoch = epoch;
        NextSequence = _publishedNext = state.NextSequence;
        LastTimestamp = state.LastTimestampNs;
        if (state.Head is not { } head)
        {
            RequestNext();
            return;
        }

        head.LastRecord = state.LastRecord;
        Enter(head, state.HeadOffset);
        _published = head;
    }

    public uint Epoch { get; }

    /// <summary>The segment that is written to; null before the first message after a seal.</summary>
    public WritableSegment? Segment { get; private set; }

    /// <summary>Where the next record goes in it.</summary>
    public long Offset { get; private set; }

    /// <summary>What header checksums start from here.</summary>
    public uint Salt { get; private set; }

    public long NextSequence { get; private set; }

    /// <summary>No message gets an older timestamp: that of the last message, or the one that the segment was begun with.</summary>
    public long LastTimestamp { get; private set; }

    /// <summary>The open batch, while one has records: the segments it fills are not sealed at once.</summary>
    public BatchProgress? Batch { get; set; }

    /// <summary>Bytes of payload that the largest message can have.</summary>
    public long LargestPayload => LargestPayloadIn(_segmentSize);

    /// <summary>Bytes of payload that the largest message of a log with segments of a size can have.</summary>
    public static long LargestPayloadIn(long segmentSize) => segmentSize - SegmentHeader.Size - RecordLayout.HeaderSize;

    /// <summary>The segment with the newest published message, for flushing from any thread.</summary>
    public WritableSegment? Published => _published;

    /// <summary>The sequence number behind the newest published message, from any thread.</summary>
    public long PublishedNext => Volatile.Read(ref _publishedNext);

    /// <summary>The record at the offset. Only for as many bytes as <see cref="Reserve"/> made room for.</summary>
    public byte* Record => _start + Offset;

    /// <summary>A record of this segment that was written before.</summary>
    public byte* RecordAt(long offset) => _start + offset;

    /// <summary>Whether a message needs no more than to be written down: there is room, its checksum is quickly had, its timestamp is the caller's and not old.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TakesAtOnce(int payloadLength, long size, long timestampNs) =>
        Crc32.IsShort(payloadLength) && TimestampSource.TakesAsItIs(timestampNs, LastTimestamp) && size <= _limit - Offset;

    /// <summary>Makes room for a record at the offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(long size, long timestamp)
    {
        if (size > _limit - Offset)
            MakeRoom(size, timestamp);
    }

    /// <summary>Moves behind a record that was written at the offset.</summary>
    /// <returns>Its sequence number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Advance(long size, long timestamp)
    {
        var sequence = NextSequence;
        Offset += size;
        LastTimestamp = timestamp;
        NextSequence = sequence + 1;
        return sequence;
    }

    /// <summary>Tells other threads of this process that everything up to a record is published.</summary>
    /// <param name="lastRecord">Where the newest record begins in this segment.</param>
    /// <param name="next">The sequence number behind it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ShowPublished(long lastRecord, long next)
    {
        Segment!.LastRecord = lastRecord;
        Volatile.Write(ref _publishedNext, next); // publishes the count to other threads of this process
    }

    /// <summary>Lets other threads flush this segment, now that its first message is published.</summary>
    public void ShowSegment() => _published = Segment;

    /// <summary>Goes back to a place from before a batch.</summary>
    public void GoBack(WritableSegment segment, long offset, long nextSequence, long lastTimestamp)
    {
        if (Segment != segment)
            _nextSegment = segment.Id.Next;
        Enter(segment, offset);
        NextSequence = nextSequence;
        LastTimestamp = offset == SegmentHeader.Size ? segment.Header.FirstTimestampNs : lastTimestamp;
    }

    public void Close()
    {
        _published = null;
        Segment?.Dispose();
        Segment = null;
        _limit = Offset = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeRoom(long size, long timestamp)
    {
        if (size > _segmentSize - SegmentHeader.Size)
            throw new ArgumentException($"The largest message of this log has {LargestPayload} bytes.", "payload");
        if (Segment is null)
            BeginFirst(timestamp);
        else if (size > Segment.Length - Offset)
            Roll(Segment, timestamp);
        _limit = LimitFor(Segment!, size);
    }

    // Up to the place where the next segment is to be asked for, and from there to the end.
    private long LimitFor(WritableSegment segment, long size)
    {
        var mark = segment.Length / PrepareAheadShare;
        if (!_nextRequested && Offset + size <= mark)
            return mark;
        RequestNext();
        return segment.Length;
    }

    private void BeginFirst(long timestamp)
    {
        Begin(timestamp);
        ShowSegmentUnlessInBatch();
    }

    private void Roll(WritableSegment full, long timestamp)
    {
        var inBatch = Batch is not null;
        var lastRecord = Batch?.LastOffset ?? full.LastRecord;
        var seal = new PendingSeal(full.Header, Offset, LastTimestamp, NextSequence - full.Header.FirstSequence, lastRecord, inBatch);
        Begin(timestamp); // before the seal: a reader that leaves the full one finds the next
        if (Batch is { } batch)
            batch.Fill(full, seal);
        else
            _sealer.Seal(full, seal);
        ShowSegmentUnlessInBatch(); // after the full one was handed on: a flush from another thread finds one or the other
        _logger.Rolled(Segment!.Id.Value, NextSequence);
    }

    private void Begin(long timestamp)
    {
        var segment = _supply.Take(_nextSegment);
        _nextSegment = _nextSegment.Next;
        segment.Begin(NextSequence, timestamp, Epoch);
        Enter(segment, SegmentHeader.Size);
        LastTimestamp = timestamp; // the header says so, whatever becomes of the first message
    }

    private void ShowSegmentUnlessInBatch()
    {
        if (Batch is null)
            _published = Segment;
    }

    private void Enter(WritableSegment segment, long offset)
    {
        Segment = segment;
        Offset = offset;
        Salt = new RecordSalt(segment.Id).For(Epoch);
        _start = segment.Start;
        _limit = offset; // whatever comes next asks for room first
        _nextRequested = false;
    }

    private void RequestNext()
    {
        if (_nextRequested)
            return;
        _nextRequested = true;
        _supply.Request(_nextSegment);
    }
}
