using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Appends messages in the three ways there are: bytes, claim, batch. For one thread at a time.</summary>
internal sealed unsafe class Appender(AppendHead head, TimestampSource clock, BatchAppender batches, Flusher flusher, WakeSignal signal, FlushTrigger flushes)
{
    private bool _busy; // a batch or a claim is open
    private bool _closed;
    private BatchProgress? _batch;
    private ClaimTicket? _claim;
    private long _claims;

    /// <summary>The segment with the newest published message, for flushing from any thread.</summary>
    public WritableSegment? Published => head.Published;

    /// <summary>The sequence number of the next message, from any thread.</summary>
    public long NextSequence => head.PublishedNext;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Append(ReadOnlySpan<byte> payload, ushort type, long timestampNs, in TraceContext trace)
    {
        if (_busy || flusher.Fault is not null)
            ThrowIfUnusable();
        var size = RecordLayout.SizeOf(payload.Length);
        var timestamp = clock.Next(timestampNs);
        head.Reserve(size, timestamp);
        var checksum = RecordMemory.StorePayload(head.Record, payload); // first: it may call, and little should be alive then
        var word = RecordWord.Create(payload.Length, type, RecordWord.Committed);
        RecordMemory.StoreHeader(head.Record, word, head.NextSequence, timestamp, checksum, head.Epoch, head.Salt, trace);
        return Publish(word, size, timestamp);
    }

    /// <summary>Reserves room for a message and hands out its payload.</summary>
    public Span<byte> Claim(int length, ushort type, long timestampNs, scoped in TraceContext trace, out ClaimTicket ticket)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var timestamp = clock.Next(timestampNs);
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
        return Publish(word, RecordLayout.SizeOf(ticket.Length), ticket.TimestampNs);
    }

    /// <summary>Takes an open claim back: its room is zero again. It never had a header, so it could not be read.</summary>
    public void AbandonClaim(in ClaimTicket ticket)
    {
        if (_claim?.Number != ticket.Number)
            return;
        PayloadOf(ticket).Clear();
        (_claim, _busy) = (null, false);
    }

    public BatchProgress BeginBatch()
    {
        ThrowIfUnusable();
        _busy = true;
        return _batch = new BatchProgress(head.NextSequence, head.LastTimestamp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long AppendToBatch(BatchProgress batch, ReadOnlySpan<byte> payload, ushort type, long timestampNs, in TraceContext trace)
    {
        if (_batch != batch || flusher.Fault is not null)
            ThrowIfEnded(batch);
        return batches.Append(batch, payload, type, timestampNs, trace);
    }

    /// <summary>Makes a batch visible.</summary>
    /// <returns>The sequence number of the last message in the log.</returns>
    public long Commit(BatchProgress batch)
    {
        ThrowIfEnded(batch);
        try
        {
            batches.Commit(batch);
        }
        finally
        {
            (_batch, _busy) = (null, false); // visible, even if a seal failed: it must not be taken back
            signal.Published();
            flushes.Appended(head.NextSequence - 1);
        }

        return head.NextSequence - 1;
    }

    /// <summary>Takes a batch back, unless it has ended.</summary>
    public void Abort(BatchProgress batch)
    {
        if (_batch != batch)
            return;
        batches.Abort(batch);
        (_batch, _busy) = (null, false);
    }

    /// <summary>Takes an open batch or claim back, if there is one, and takes no more.</summary>
    public void Stop()
    {
        if (_batch is { } batch)
            Abort(batch);
        if (_claim is { } claim)
            AbandonClaim(claim);
        _closed = _busy = true;
    }

    /// <summary>Makes the next bytes of the head ready for stores again.</summary>
    public void PopulateAhead(long length) => head.Segment?.Populate(head.Offset, length);

    /// <summary>Lets go of the head. After <see cref="Stop"/>.</summary>
    public void Close() => head.Close();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Publish(RecordWord word, long size, long timestamp)
    {
        var offset = head.Offset;
        RecordMemory.StoreWord(head.Record, word);
        var sequence = head.Advance(size, timestamp);
        head.ShowPublished(offset);
        signal.Published();
        flushes.Appended(sequence);
        return sequence;
    }

    // Bound: room for header and payload was made at the head, which does not move while the claim is open.
    private Span<byte> PayloadOf(scoped in ClaimTicket ticket) => new(head.Record + RecordLayout.HeaderSize, ticket.Length);

    private void ThrowIfEnded(BatchProgress batch)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
        if (_batch != batch)
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
