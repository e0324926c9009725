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
        using var view = SegmentOpener.TryOpenDamaged(directory, id, out _);
        if (view is null)
            return;
        var entries = SparseIndex.TryRead(directory, view.Header, out var reason);
        if (reason.Length > 0)
            findings.Note(directory.IndexPath(id), 0, reason);
        for (var index = 0; index < (entries?.Count ?? 0); index++)
        {
            if (!LogLocator.IsThere(view, entries![index]))
                findings.Note(directory.IndexPath(id), SparseIndex.HeaderSize + (index * SparseIndex.EntrySize), "the entry names a record that is not there");
        }
    }
}
