namespace Chronograph.Log;

/// <summary>Where a reader starts.</summary>
public readonly struct LogStart : IEquatable<LogStart>
{
    private LogStart(StartKind kind, long value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>At the first message that still exists. The default.</summary>
    public static LogStart First => default;

    /// <summary>At the last message, or at the first to come when there is none.</summary>
    public static LogStart Last => new(StartKind.Last, 0);

    /// <summary>Behind the last message: only what is appended from now on.</summary>
    public static LogStart End => new(StartKind.End, 0);

    internal StartKind Kind { get; }

    /// <summary>A sequence number or a timestamp in nanoseconds, as the kind says.</summary>
    internal long Value { get; }

    /// <summary>At a message, or at the next one to be appended.</summary>
    /// <param name="sequence">From <see cref="MessageLog.FirstSequence"/> to <see cref="MessageLog.NextSequence"/>.</param>
    public static LogStart At(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        return new LogStart(StartKind.Sequence, sequence);
    }

    /// <summary>At the first message with this timestamp or a later one.</summary>
    /// <param name="time">Any time; before the first message means <see cref="First"/>, after the last <see cref="End"/>.</param>
    public static LogStart Since(DateTimeOffset time) => new(StartKind.Time, UnixTime.ToNanoseconds(time));

    /// <inheritdoc/>
    public bool Equals(LogStart other) => Kind == other.Kind && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LogStart other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Value);

    /// <summary>Whether both start at the same place.</summary>
    public static bool operator ==(LogStart left, LogStart right) => left.Equals(right);

    /// <summary>Whether the two start at different places.</summary>
    public static bool operator !=(LogStart left, LogStart right) => !left.Equals(right);
}

internal enum StartKind
{
    First,
    Last,
    End,
    Sequence,
    Time,
}
