namespace Chronograph.Selftest;

/// <summary>What happened to a directory, in order.</summary>
/// <param name="Operations">Every operation.</param>
/// <param name="Start">The first one that a power loss may undo; those before say what was there at the beginning.</param>
internal sealed record DiskRecording(IReadOnlyList<DiskOperation> Operations, int Start)
{
    /// <summary>Every moment at which the power may go: before the first operation, and after each that changed something.</summary>
    /// <remarks>The points are one object that moves on: use each before asking for the next.</remarks>
    public IEnumerable<CrashPoint> CrashPoints()
    {
        var disk = new DiskState();
        var notes = new List<object>();
        for (var time = 0; time <= Operations.Count; time++)
        {
            if (time >= Start && !IsNote(time))
                yield return new CrashPoint(time, disk, notes);
            if (time == Operations.Count)
                break;
            disk.Apply(Operations[time], time);
            if (Operations[time] is Noted noted)
                notes.Add(noted.Fact);
        }
    }

    // What is noted holds from the note on, and the moment just before it asks for less than the one after it.
    private bool IsNote(int time) => time < Operations.Count && Operations[time] is Noted;
}
