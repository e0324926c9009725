using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Writes batches: all of it is in place before one store makes all of it visible. For the appending thread.</summary>
internal sealed unsafe class BatchAppender(LogDirectory directory, AppendHead head, TimestampSource clock, SegmentSealer sealer, Flusher flusher)
{
    // Every record says "continues"; committing takes that back from the last one.
    private const byte Flags = RecordWord.Committed | RecordWord.BatchContinues;

    private readonly BatchProgress _batch = new();

    public void Open() => _batch.Open(head.NextSequence, head.LastTimestamp);

    /// <summary>Writes a record that stays invisible until the batch's first one is published.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Append(ReadOnlySpan<byte> payload, ushort type, long timestampNs, TraceContext trace)
    {
        var (at, batch, size) = (head, _batch, RecordLayout.SizeOf(payload.Length));
        if (batch.IsEmpty || !at.TakesAtOnce(payload.Length, size, timestampNs))
            return AppendInSteps(payload, type, timestampNs, trace);
        var word = RecordWord.Create(payload.Length, type, Flags);
        var record = at.Record;
        var checksum = RecordMemory.StoreShortPayload(record, payload);
        RecordMemory.StoreHeader(record, word, at.NextSequence, timestampNs, checksum, at.Epoch, at.Salt, trace);
        RecordMemory.StoreWord(record, word);
        batch.LastOffset = at.Offset;
        return at.Advance(size, timestampNs);
    }

    /// <summary>Throws when a batch that fills segments is not to be published: the files of their names may be another writer's.</summary>
    public void ThrowIfLost()
    {
        if (_batch.Filled.Count > 0)
            flusher.ThrowIfSuperseded();
    }

    /// <summary>Publishes a batch by one store, then seals what it filled.</summary>
    public void Commit()
    {
        if (_batch.IsEmpty)
            return;
        var last = head.RecordAt(_batch.LastOffset);
        var onlyOne = _batch.FirstIs(head.Segment!, _batch.LastOffset);
        var lastWord = (onlyOne ? _batch.FirstWord : RecordMemory.LoadWord(last)).Without(RecordWord.BatchContinues);
        RecordMemory.Reseal(last, lastWord, head.Salt);
        if (!onlyOne)
            RecordMemory.StoreWord(last, lastWord);
        RecordMemory.StoreWord(_batch.FirstSegment!.Start + _batch.FirstOffset, onlyOne ? lastWord : _batch.FirstWord);

        head.Batch = null;
        try
        {
            if (_batch.Filled.Count > 0)
                sealer.SealFilled(_batch);
        }
        finally
        {
            // Even if a seal failed: the batch is there. After the seals: a flush of what is shown covers what was filled.
            head.ShowSegment(); // first: whoever has seen the new count asks for a flush of the segment shown
            head.ShowPublished(_batch.LastOffset, head.NextSequence);
        }
    }

    /// <summary>Takes a batch back: its space is zero again, its segments are gone.</summary>
    /// <remarks>
    /// The zeros must reach the disk before anything is written over them: else a power loss could leave a new record
    /// followed by an old one of the same epoch that fits the sequence. A failure faults the writer instead of throwing.
    /// </remarks>
    public void Abort()
    {
        if (_batch.FirstSegment is not { } first)
            return;
        try
        {
            TakeBack(first);
        }
        catch (Exception error)
        {
            flusher.SetFault(first.Path, error);
        }

        head.Batch = null;
    }

    /// <summary>Forgets a batch that was committed or taken back.</summary>
    public void Close() => _batch.Close();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long AppendInSteps(ReadOnlySpan<byte> payload, ushort type, long timestampNs, TraceContext trace)
    {
        var size = RecordLayout.SizeOf(payload.Length);
        var timestamp = clock.Next(timestampNs, head.LastTimestamp);
        head.Reserve(size, timestamp);
        var record = head.Record;
        var word = RecordWord.Create(payload.Length, type, Flags);
        var checksum = RecordMemory.StorePayload(record, payload);
        RecordMemory.StoreHeader(record, word, head.NextSequence, timestamp, checksum, head.Epoch, head.Salt, trace);
        var isFirst = _batch.IsEmpty;
        if (isFirst)
            Begin(word);
        RecordMemory.StoreWord(record, isFirst ? word.Without(RecordWord.Committed) : word);
        _batch.LastOffset = head.Offset;
        return head.Advance(size, timestamp);
    }

    private void Begin(RecordWord word)
    {
        _batch.Begin(head.Segment!, head.Offset, word);
        head.Batch = _batch;
    }

    private void TakeBack(WritableSegment first)
    {
        var used = head.Segment == first ? head.Offset : first.Length;
        var last = head.Segment!;
        head.GoBack(first, _batch.FirstOffset, _batch.FirstSequence, _batch.TimestampBefore);
        if (last != first)
            Discard(last, first.Id);
        // From the back: until the end, the first record still tells recovery that a batch was begun here.
        first.ClearBackwards(_batch.FirstOffset, used);
        first.Flush(_batch.FirstOffset, used);
    }

    private void Discard(WritableSegment last, SegmentId kept)
    {
        last.Dispose();
        if (flusher.FindSuccessor() is { } other)
            throw new StoreLockedException(directory.Path, other); // and the files of these names may be its own
        for (var id = last.Id; id > kept; id = id.Previous)
            directory.Files.Delete(directory.SegmentPath(id));
        directory.Files.SyncDirectory(directory.Path); // else they could come back, and fit the sequence
    }
}
