namespace Chronograph.Selftest;

/// <summary>Decides, one question after the other, what reached the disk and what did not.</summary>
internal abstract class Choices
{
    /// <summary>Chooses one of several versions.</summary>
    /// <param name="times">Since when there is each of them, ascending; the first is durable.</param>
    /// <returns>The index of the chosen one.</returns>
    public abstract int Version(ReadOnlySpan<int> times);

    /// <summary>Whether each sector of a page is chosen by itself instead of the page as a whole.</summary>
    public abstract bool Tears();

    /// <summary>Whether a change of a name reached the disk.</summary>
    /// <param name="time">When it was made.</param>
    public virtual bool Reached(int time) => Version([-1, time]) == 1;
}
