using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks the files that can be rebuilt or done without, but for indexes of segments that are there. What is wrong in them is a note, not damage.</summary>
internal sealed class HintVerifier(LogDirectory directory, Findings findings)
{
    public void Run()
    {
        findings.Guard(CheckControl);
        findings.Guard(CheckMark);
        findings.Guard(CheckCursors);
        NoteOrphans();
    }

    private void CheckControl()
    {
        using var control = ControlFile.TryOpenReadOnly(directory);
        if (control is null)
            findings.Note(directory.ControlPath, 0, "missing or unreadable; the next writer rebuilds it");
    }

    private void CheckMark()
    {
        if (DurableMark.TryRead(directory) is null)
            findings.Note(directory.CheckpointPath, 0, "missing or unreadable; the next writer rebuilds it");
    }

    private void CheckCursors()
    {
        foreach (var path in CursorFiles.ListPaths(directory))
            findings.Guard(() => CheckCursor(path));
    }

    // An empty one was opened and never saved.
    private void CheckCursor(string path)
    {
        using var file = directory.Files.TryOpen(path);
        if (file is { Length: > 0 } && CursorFiles.Read(file) is null)
            findings.Note(path, 0, "no saved place can be read in it; its reader starts at the first message");
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
}
