namespace Chronograph.Log;

/// <summary>How a reader reads and waits.</summary>
public sealed record LogReaderOptions
{
    internal static LogReaderOptions Default { get; } = new();

    /// <summary>How the reader waits at the end of the log.</summary>
    /// <value>
    /// <see cref="WaitStrategy.SpinThenPark"/> by default. Waiting without a thread, as <see cref="LogReader.WaitAsync"/>
    /// does, never spins for long: there <see cref="WaitStrategy.BusySpin"/> is the same as the default.
    /// </value>
    public WaitStrategy WaitStrategy
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such way to wait.");
    }

    /// <summary>Whether only messages are read that survive a power loss.</summary>
    /// <remarks>The reader then waits for the flush of a message rather than for its append. One comparison per message.</remarks>
    /// <value>False by default: a message is read as soon as it is appended.</value>
    public bool DurableOnly { get; init; }

    /// <summary>The only type of messages that is read.</summary>
    /// <remarks>Others are passed over: their headers are verified, their payloads are not looked at.</remarks>
    /// <value>Null by default: messages of every type are read.</value>
    public ushort? Type { get; init; }
}
