namespace Chronograph.Log;

/// <summary>Where the readers of one log in this process sleep until its writer wakes them. Any thread may call it.</summary>
/// <remarks>
/// To wait: <see cref="Arm"/>, then look at the log, then <see cref="Sleep"/>. What is published after the look ends the
/// sleep, however soon it comes.
/// </remarks>
internal abstract class LogBell : IDisposable
{
    /// <summary>Tells the writer that somebody is about to sleep.</summary>
    public abstract ArmedBell Arm();

    /// <summary>The same without telling the writer: for one who sleeps on behalf of others that armed the bell.</summary>
    public abstract ArmedBell Look();

    /// <summary>Whether the bell has rung since it was armed, as far as can be known: true means look again.</summary>
    public abstract bool HasRung(ArmedBell armed);

    /// <summary>Sleeps until the bell rings, for a while, or not at all. Look again afterwards.</summary>
    /// <param name="armed">What <see cref="Arm"/> or <see cref="Look"/> returned.</param>
    /// <param name="longest">The longest sleep.</param>
    public abstract void Sleep(ArmedBell armed, TimeSpan longest);

    /// <summary>Ends every sleep, so that a reader sees that its wait was cancelled.</summary>
    public abstract void Ring();

    public virtual void Dispose()
    {
    }

    protected static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
