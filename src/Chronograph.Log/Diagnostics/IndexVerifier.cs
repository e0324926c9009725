using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks the index of a segment. What is wrong with it is a note: reading works without it.</summary>
internal static class IndexVerifier
{
    /// <param name="directory">The log.</param>
    /// <param name="file">The segment.</param>
    /// <param name="header">Its header.</param>
    /// <param name="findings">Takes the notes.</param>
    public static void Run(LogDirectory directory, StorageFile file, in SegmentHeader header, Findings findings)
    {
        var path = directory.IndexPath(header.Id);
        var entries = TryRead(directory, header, findings, out var reason);
        if (reason.Length > 0)
            findings.Note(path, 0, reason);
        var wrong = 0;
        foreach (var entry in entries ?? [])
            wrong += IsThere(file, header, entry) ? 0 : 1;
        if (wrong > 0)
            findings.Note(path, 0, $"{wrong} of {entries!.Count} entries name records that are not there");
    }

    private static IReadOnlyList<IndexEntry>? TryRead(LogDirectory directory, in SegmentHeader header, Findings findings, out string reason)
    {
        try
        {
            return SparseIndex.TryRead(directory, header, out reason);
        }
        catch (DamagedFileException refused)
        {
            findings.Damaged(refused);
            reason = "";
            return null;
        }
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
