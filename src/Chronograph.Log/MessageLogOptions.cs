using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>How a writer opens a log.</summary>
public sealed record MessageLogOptions
{
    /// <summary>The smallest segment, and what every segment size is a multiple of: 64 KiB.</summary>
    public const long SegmentSizeUnit = 64 * 1024;

    internal const long LargestSegmentSize = 64L << 30;

    /// <summary>Bytes per segment file.</summary>
    /// <remarks>
    /// Chosen once, when the log is created; an existing log keeps its own size and ignores this. The largest message is
    /// a little smaller than a segment. Each segment takes its full size on the disk from its first message on.
    /// </remarks>
    /// <value>128 MiB by default; a multiple of 64 KiB, at most 64 GiB.</value>
    public long SegmentSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, SegmentSizeUnit);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestSegmentSize);
            if (value % SegmentSizeUnit != 0)
                throw new ArgumentException($"A segment size is a multiple of {SegmentSizeUnit} bytes; {value} is not.", nameof(value));
            field = value;
        }
    } = 128 * 1024 * 1024;

    /// <summary>Where a message's timestamp comes from when the caller gives none.</summary>
    /// <value><see cref="TimestampPolicy.Precise"/> by default.</value>
    public TimestampPolicy TimestampPolicy
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such source of timestamps.");
    } = TimestampPolicy.Precise;

    /// <summary>Whether a caller's timestamp older than the newest in the log is refused instead of raised to it.</summary>
    /// <value>False by default: raised. Timestamps never go back within a log either way.</value>
    public bool RefuseOlderTimestamps { get; init; }

    /// <summary>The number of messages after which a flush begins in the background.</summary>
    /// <remarks>
    /// Appending does not wait for it: while the disk writes, more messages come, which the next flush covers. So this bounds
    /// what a power loss takes to about twice as many, as long as the disk keeps up. A flush that fails faults the writer.
    /// </remarks>
    /// <value>Null by default: messages are flushed when asked for, when a segment is full and when the log is closed.</value>
    public long? FlushEveryMessages
    {
        get;
        init
        {
            if (value is { } messages)
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(messages, nameof(value));
            field = value;
        }
    }

    /// <summary>The time after which a flush begins in the background, when something was appended meanwhile.</summary>
    /// <remarks>As for <see cref="FlushEveryMessages"/>, with which it may be combined: whichever comes first.</remarks>
    /// <value>Null by default; from one millisecond to a day.</value>
    public TimeSpan? FlushEvery
    {
        get;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.FromMilliseconds(1), nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1), nameof(value));
            }

            field = value;
        }
    }

    /// <summary>What is removed in the background whenever a segment is full.</summary>
    /// <remarks>Costs the appending thread nothing, unless the log has reached <see cref="MaxBytes"/>.</remarks>
    /// <value>Null by default: nothing goes but by <see cref="MessageLog.Retain"/>.</value>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>The bytes that the log's segments may take on the disk, with the one that is prepared ahead.</summary>
    /// <remarks>
    /// Looked at when a segment is full: an append that needs one more waits for <see cref="FullTimeout"/>, and then throws a
    /// <see cref="LogFullException"/>. Room comes from retention only, by <see cref="Retention"/> or by
    /// <see cref="MessageLog.Retain"/>. Keep what retention leaves two segments below this, and nobody ever waits.
    /// </remarks>
    /// <value>Null by default: as large as the disk allows. Never less than two segments, whatever is said here.</value>
    public long? MaxBytes
    {
        get;
        init
        {
            if (value is { } bytes)
                ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 2 * SegmentSizeUnit, nameof(value));
            field = value;
        }
    }

    /// <summary>How long an append waits for room when the log has reached <see cref="MaxBytes"/>.</summary>
    /// <value>Zero by default: not at all. <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</value>
    public TimeSpan FullTimeout
    {
        get;
        init
        {
            if (value != Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>The clock.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = TimeProvider.System;

    /// <summary>Where recovery, rolls, retention and failures in the background are reported, as the category <c>Chronograph.Log</c>.</summary>
    /// <value>Nowhere by default.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
