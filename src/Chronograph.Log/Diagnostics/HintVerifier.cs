using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks the files that can be rebuilt, but for indexes of segments that are there. What is wrong with them is a note, not damage.</summary>
internal sealed class HintVerifier(LogDirectory directory, Findings findings)
{
    public void Run()
    {
        CheckControl();
        if (DurableMark.TryRead(directory) is null)
            findings.Note(directory.CheckpointPath, 0, "missing or unreadable; the next writer rebuilds it");
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
}
