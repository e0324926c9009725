namespace Chronograph.Log;

/// <summary>Where the merge of several logs begins, when it ends, and how long it waits for logs that are silent.</summary>
public sealed record LogMergeOptions
{
    /// <summary>Where each log begins, unless <see cref="Cursor"/> has a saved place in it.</summary>
    /// <value><see cref="LogStart.First"/> by default.</value>
    public LogStart Start { get; init; } = LogStart.First;

    /// <summary>The name of the cursor, one in each log, that says where to begin and that <see cref="LogMerge.Save"/> moves.</summary>
    /// <value>Null by default: no cursor. The merge holds the name in every log until it is disposed.</value>
    public string? Cursor { get; init; }

    /// <summary>Whether the merge goes on with what is appended while it reads.</summary>
    /// <value>False by default: it ends with what the logs held when it was opened.</value>
    public bool Follow { get; init; }

    /// <summary>Whether only messages are read that survive a power loss.</summary>
    /// <remarks>A message is then readable, and late or not, from its flush on rather than from its append.</remarks>
    /// <value>False by default.</value>
    public bool DurableOnly { get; init; }

    /// <summary>How long after its timestamp a message may become readable without being late.</summary>
    /// <remarks>
    /// What is younger than the newest message of a silent log is held back for as long. With zero only what has a timestamp
    /// in the future is held back: messages that can be read at the same moment are ordered, and nothing more is promised.
    /// A merge that does not follow never holds anything back.
    /// </remarks>
    /// <value>100 ms by default; at most a day.</value>
    public TimeSpan AllowedLateness
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(100);

    /// <summary>The clock that timestamps are compared with: the one that the writers took them from.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = TimeProvider.System;
}
