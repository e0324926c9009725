using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks the files that can be rebuilt. What is wrong with them is a note, not damage.</summary>
internal sealed class HintVerifier(LogDirectory directory, Findings findings)
{
    public void Run(IEnumerable<SegmentId> sealedSegments)
    {
        CheckControl();
        if (DurableMark.TryRead(directory) is null)
            findings.Note(directory.CheckpointPath, 0, "missing or unreadable; the next writer rebuilds it");
        foreach (var id in sealedSegments)
            CheckIndex(id);
        NoteOrphans();
    }

    // Retention removes an index before its segment. It may have been cut off by a power loss, so this is no proof.
    private void NoteOrphans()
    {
        foreach (var id in directory.ListIndexes())
        {
            if (!directory.Files.FileExists(directory.SegmentPath(id)))
                findings.Note(directory.IndexPath(id), 0, "its segment is missing, and was not removed by retention as a rule");
        }
    }

    private void CheckControl()
    {
        using var control = ControlFile.TryOpenReadOnly(directory);
        if (control is null)
            findings.Note(directory.ControlPath, 0, "missing or unreadable; the next writer rebuilds it");
    }

    private void CheckIndex(SegmentId id)
    {
        using var file = SegmentOpener.TryOpenFile(directory, id);
        if (file is null || SegmentOpener.ReadHeader(file, id, out _) is not { } header)
            return;
        var entries = SparseIndex.TryRead(directory, header, out var reason);
        if (reason.Length > 0)
            findings.Note(directory.IndexPath(id), 0, reason);
        var wrong = entries?.Count(entry => !IsThere(file, header, entry)) ?? 0;
        if (wrong > 0)
            findings.Note(directory.IndexPath(id), 0, $"{wrong} of {entries!.Count} entries name records that are not there");
    }

    // By a read of the record's header: to map a page for each would cost more than all other checks of a small log.
    private static unsafe bool IsThere(StorageFile file, in SegmentHeader header, IndexEntry entry)
    {
        if (entry.Offset < SegmentHeader.Size || entry.Offset % RecordLayout.Alignment != 0)
            return false;
        var words = stackalloc ulong[RecordLayout.HeaderSize / sizeof(ulong)];
        var record = (byte*)words;
        if (file.Read(new Span<byte>(record, RecordLayout.HeaderSize), entry.Offset) < RecordLayout.HeaderSize)
            return false;
        var salt = new RecordSalt(header.Id);
        var word = RecordMemory.LoadWord(record);
        return word.IsCommitted
            && RecordMemory.HeaderIsSound(record, word, header.SegmentSize - entry.Offset, ref salt)
            && RecordMemory.Load(record) is var found
            && (found.Sequence, found.TimestampNs) == (entry.Sequence, entry.TimestampNs);
    }
}
