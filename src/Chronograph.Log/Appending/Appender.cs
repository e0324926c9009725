using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Appends messages in the three ways there are: bytes, claim, batch. For one thread at a time.</summary>
internal sealed unsafe class Appender(AppendHead head, TimestampSource clock, BatchAppender batches, Flusher flusher, WakeSignal signal, FlushTrigger flushes)
{
    private bool _busy; // a batch or a claim is open, or the log is closed
    private bool _closed;
    private ClaimTicket? _claim;
    private long _claims;
    private long _batch; // the number of the open batch; 0 while there is none
    private long _batches;

    /// <summary>The segment with the newest published message, for flushing from any thread.</summary>
    public WritableSegment? Published => head.Published;

    /// <summary>The sequence number of the next message, from any thread.</summary>
    public long NextSequence => head.PublishedNext;

    /// <remarks>
    /// What most messages are goes straight through, without a call: nothing has to be kept in memory across one, and the
    /// processor works at several messages at once. Everything else is left to <see cref="AppendInSteps"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Append(ReadOnlySpan<byte> payload, ushort type, long timestampNs, TraceContext trace)
    {
        var (at, size) = (head, RecordLayout.SizeOf(payload.Length));
        if (_busy || flusher.Fault is not null || !at.TakesAtOnce(payload.Length, size, timestampNs))
            return AppendInSteps(payload, type, timestampNs, trace);
        var word = RecordWord.Create(payload.Length, type, RecordWord.Committed);
        var record = at.Record;
        var checksum = RecordMemory.StoreShortPayload(record, payload);
        RecordMemory.StoreHeader(record, word, at.NextSequence, timestampNs, checksum, at.Epoch, at.Salt, trace);
        return Publish(at, record, word, size, timestampNs);
    }

    /// <summary>Reserves room for a message and hands out its payload.</summary>
    public Span<byte> Claim(int length, ushort type, long timestampNs, TraceContext trace, out ClaimTicket ticket)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var timestamp = clock.Next(timestampNs, head.LastTimestamp);
        head.Reserve(RecordLayout.SizeOf(length), timestamp);
        ticket = new ClaimTicket(++_claims, length, type, timestamp, trace);
        (_claim, _busy) = (ticket, true);
        return PayloadOf(ticket);
    }

    /// <summary>Publishes the message of an open claim.</summary>
    public long CommitClaim(in ClaimTicket ticket)
    {
        if (_claim?.Number != ticket.Number)
            throw new InvalidOperationException("The claim has been committed or abandoned.");
        flusher.ThrowIfFaulted();
        var word = RecordWord.Create(ticket.Length, ticket.Type, RecordWord.Committed);
        var checksum = Crc32.Compute(PayloadOf(ticket));
        RecordMemory.StoreHeader(head.Record, word, head.NextSequence, ticket.TimestampNs, checksum, head.Epoch, head.Salt, ticket.Trace);
        (_claim, _busy) = (null, false);
        return Publish(head, head.Record, word, RecordLayout.SizeOf(ticket.Length), ticket.TimestampNs);
    }

    /// <summary>Takes an open claim back: its room is zero again. It never had a header, so it could not be read.</summary>
    public void AbandonClaim(in ClaimTicket ticket)
    {
        if (_claim?.Number != ticket.Number)
            return;
        PayloadOf(ticket).Clear();
        (_claim, _busy) = (null, false);
    }

    /// <summary>Opens a batch.</summary>
    /// <returns>Its number, which says which batch is meant from here on.</returns>
    public long BeginBatch()
    {
        if (_busy || flusher.Fault is not null)
            ThrowIfUnusable();
        _busy = true;
        batches.Open();
        return _batch = ++_batches;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long AppendToBatch(long number, ReadOnlySpan<byte> payload, ushort type, long timestampNs, TraceContext trace)
    {
        if (_batch != number || flusher.Fault is not null)
            ThrowIfEnded(number);
        return batches.Append(payload, type, timestampNs, trace);
    }

    /// <summary>Makes a batch visible.</summary>
    /// <returns>The sequence number of the last message in the log.</returns>
    public long CommitBatch(long number)
    {
        if (_batch != number || flusher.Fault is not null)
            ThrowIfEnded(number);
        batches.ThrowIfLost();
        try
        {
            batches.Commit();
        }
        finally
        {
            EndBatch(); // visible, even if a seal failed: it must not be taken back
            signal.Published();
            flushes.Appended(head.NextSequence - 1);
        }

        return head.NextSequence - 1;
    }

    /// <summary>Takes a batch back, unless it has ended.</summary>
    public void AbandonBatch(long number)
    {
        if (_batch != number)
            return;
        batches.Abort();
        EndBatch();
    }

    /// <summary>Takes an open batch or claim back, if there is one, and takes no more.</summary>
    public void Stop()
    {
        if (_batch != 0)
            AbandonBatch(_batch);
        if (_claim is { } claim)
            AbandonClaim(claim);
        _closed = _busy = true;
    }

    /// <summary>Makes the next bytes of the head ready for stores again.</summary>
    public void PopulateAhead(long length) => head.Segment?.Populate(head.Offset, length);

    /// <summary>Lets go of the head. After <see cref="Stop"/>.</summary>
    public void Close() => head.Close();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long AppendInSteps(ReadOnlySpan<byte> payload, ushort type, long timestampNs, TraceContext trace)
    {
        if (_busy || flusher.Fault is not null)
            ThrowIfUnusable();
        var size = RecordLayout.SizeOf(payload.Length);
        var timestamp = clock.Next(timestampNs, head.LastTimestamp);
        head.Reserve(size, timestamp);
        var record = head.Record;
        var word = RecordWord.Create(payload.Length, type, RecordWord.Committed);
        var checksum = RecordMemory.StorePayload(record, payload);
        RecordMemory.StoreHeader(record, word, head.NextSequence, timestamp, checksum, head.Epoch, head.Salt, trace);
        return Publish(head, record, word, size, timestamp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Publish(AppendHead at, byte* record, RecordWord word, long size, long timestamp)
    {
        var offset = at.Offset;
        RecordMemory.StoreWord(record, word);
        var sequence = at.Advance(size, timestamp);
        at.ShowPublished(offset, sequence + 1);
        signal.Published();
        flushes.Appended(sequence);
        return sequence;
    }

    private void EndBatch()
    {
        batches.Close();
        (_batch, _busy) = (0, false);
    }

    // Bound: room for header and payload was made at the head, which does not move while the claim is open.
    private Span<byte> PayloadOf(scoped in ClaimTicket ticket) => new(head.Record + RecordLayout.HeaderSize, ticket.Length);

    private void ThrowIfEnded(long number)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
        if (_batch != number)
            throw new InvalidOperationException("The batch has been committed or abandoned.");
        flusher.ThrowIfFaulted();
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
        flusher.ThrowIfFaulted();
        if (_busy)
            throw new InvalidOperationException($"A {(_claim is null ? "batch" : "claim")} is open: commit or dispose it first.");
    }
}
