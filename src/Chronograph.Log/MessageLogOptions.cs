using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>How a writer opens a log.</summary>
public sealed record MessageLogOptions
{
    /// <summary>The smallest segment, and what every segment size is a multiple of: 64 KiB.</summary>
    public const long SegmentSizeUnit = 64 * 1024;

    private const long LargestSegmentSize = 64L << 30;

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
    public TimestampPolicy TimestampPolicy { get; init; } = TimestampPolicy.Precise;

    /// <summary>Whether a caller's timestamp older than the newest in the log is refused instead of raised to it.</summary>
    /// <value>False by default: raised. Timestamps never go back within a log either way.</value>
    public bool RefuseOlderTimestamps { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where recovery, rolls and failures of the background worker are reported.</summary>
    /// <value>Nowhere by default.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
