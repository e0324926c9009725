namespace Chronograph.Log;

/// <summary>How a reader waits at the end of the log.</summary>
public enum WaitStrategy
{
    /// <summary>
    /// Looks for some 20 microseconds, then sleeps until the writer wakes it, in whichever process that is. The default.
    /// </summary>
    /// <remarks>
    /// A sleeping reader costs nothing and is woken within tens of microseconds on an idle machine. Before it sleeps it
    /// stores a flag into <c>control.meta</c>; the writer makes one system call for all that sleep, and none while nobody
    /// does. On other systems than Linux, and where that file cannot be written to, it looks again every two milliseconds.
    /// </remarks>
    SpinThenPark,

    /// <summary>Looks all the time: sees a message within tens of nanoseconds, and keeps a processor busy.</summary>
    BusySpin,

    /// <summary>Looks every millisecond. Stores nothing anywhere, and the writer does nothing for it.</summary>
    Sleep,
}
