using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Writes batches: all of it is in place before one store makes all of it visible. For the appending thread.</summary>
internal sealed unsafe class BatchAppender(LogDirectory directory, AppendHead head, TimestampSource clock, SegmentSealer sealer, Flusher flusher)
{
    /// <summary>Writes a record that stays invisible until the batch's first one is published.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Append(BatchProgress batch, ReadOnlySpan<byte> payload, ushort type, long timestampNs, in TraceContext trace)
    {
        var size = RecordLayout.SizeOf(payload.Length);
        var timestamp = clock.Next(timestampNs);
        head.Reserve(size, timestamp);

        var checksum = RecordMemory.StorePayload(head.Record, payload);
        // Every record says "continues"; committing takes that back from the last one.
        var word = RecordWord.Create(payload.Length, type, RecordWord.Committed | RecordWord.BatchContinues);
        RecordMemory.StoreHeader(head.Record, word, head.NextSequence, timestamp, checksum, head.Epoch, head.Salt, trace);
        if (batch.IsEmpty)
            Begin(batch, word);
        RecordMemory.StoreWord(head.Record, batch.FirstIs(head.Segment!, head.Offset) ? word.Without(RecordWord.Committed) : word);
        batch.Added(head.Offset, word);
        return head.Advance(size, timestamp);
    }

    /// <summary>Publishes a batch by one store, then seals what it filled.</summary>
    public void Commit(BatchProgress batch)
    {
        if (batch.IsEmpty)
            return;
        var last = head.RecordAt(batch.LastOffset);
        var lastWord = batch.LastWord.Without(RecordWord.BatchContinues);
        RecordMemory.Reseal(last, lastWord, head.Salt);
        var onlyOne = batch.FirstIs(head.Segment!, batch.LastOffset);
        if (!onlyOne)
            RecordMemory.StoreWord(last, lastWord);
        RecordMemory.StoreWord(batch.FirstSegment!.Start + batch.FirstOffset, onlyOne ? lastWord : batch.FirstWord);

        head.Batch = null;
        sealer.SealFilled(batch);
        head.ShowSegment(); // first: whoever has seen the new count asks for a flush of the segment shown
        head.ShowPublished(batch.LastOffset);
    }

    /// <summary>Takes a batch back: its space is zero again, its segments are gone.</summary>
    /// <remarks>
    /// The zeros must reach the disk before anything is written over them: else a power loss could leave a new record
    /// followed by an old one of the same epoch that fits the sequence. A failure faults the writer instead of throwing.
    /// </remarks>
    public void Abort(BatchProgress batch)
    {
        if (batch.FirstSegment is not { } first)
            return;
        try
        {
            TakeBack(batch, first);
        }
        catch (Exception error)
        {
            flusher.SetFault(first.Path, error);
        }

        head.Batch = null;
    }

    private void Begin(BatchProgress batch, RecordWord word)
    {
        batch.Begin(head.Segment!, head.Offset, word);
        head.Batch = batch;
    }

    private void TakeBack(BatchProgress batch, WritableSegment first)
    {
        var used = head.Segment == first ? head.Offset : first.Length;
        var last = head.Segment!;
        head.GoBack(first, batch.FirstOffset, batch.FirstSequence, batch.TimestampBefore);
        if (last != first)
            Discard(last, first.Id);
        // From the back: until the end, the first record still tells recovery that a batch was begun here.
        first.ClearBackwards(batch.FirstOffset, used);
        first.Flush(batch.FirstOffset, used);
    }

    private void Discard(WritableSegment last, SegmentId kept)
    {
        last.Dispose();
        for (var id = last.Id; id > kept; id = id.Previous)
            directory.Files.Delete(directory.SegmentPath(id));
        directory.Files.SyncDirectory(directory.Path); // else they could come back, and fit the sequence
    }
}
