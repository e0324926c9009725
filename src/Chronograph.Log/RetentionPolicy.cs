namespace Chronograph.Log;

/// <summary>Which segments a log may let go of. Whole segments only, oldest first, and never the newest.</summary>
/// <remarks>
/// A segment goes when it is too old or the log too large. It stays while a cursor has still to read from it, unless that
/// cursor is further behind than <see cref="MaxLag"/>: its reader is then told that its place is gone.
/// </remarks>
public sealed record RetentionPolicy
{
    /// <summary>The age from which a segment may go: that of its last message.</summary>
    /// <value>Null by default: age is no reason. Not negative.</value>
    public TimeSpan? MaxAge
    {
        get;
        init
        {
            if (value is { } age)
                ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero, nameof(value));
            field = value;
        }
    }

    /// <summary>The bytes on disk that segments may take; the oldest beyond go.</summary>
    /// <value>Null by default: size is no reason.</value>
    public long? MaxBytes { get; init => field = NotNegative(value); }

    /// <summary>The bytes of segments that a cursor may hold back.</summary>
    /// <value>Null by default: without limit.</value>
    public long? MaxLag { get; init => field = NotNegative(value); }

    private static long? NotNegative(long? value)
    {
        if (value is { } bytes)
            ArgumentOutOfRangeException.ThrowIfNegative(bytes, nameof(value));
        return value;
    }
}
