using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>What a log tells an <see cref="ILogger"/>.</summary>
internal static partial class LogEvents
{
    [LoggerMessage(1, LogLevel.Information, "Opened log {Directory} at message {NextSequence}, writer epoch {Epoch}")]
    public static partial void Opened(this ILogger logger, string directory, long nextSequence, uint epoch);

    [LoggerMessage(2, LogLevel.Debug, "Rolled to segment {Segment} at message {FirstSequence}")]
    public static partial void Rolled(this ILogger logger, long segment, long firstSequence);

    [LoggerMessage(3, LogLevel.Warning, "Recovery of {Directory} dropped an unfinished tail of {Bytes} bytes")]
    public static partial void TailDropped(this ILogger logger, string directory, long bytes);

    [LoggerMessage(4, LogLevel.Error, "Recovery of {Directory} set sound records behind a hole aside in {Quarantine}")]
    public static partial void SetAside(this ILogger logger, string directory, string quarantine);

    [LoggerMessage(5, LogLevel.Warning, "Segment {Segment} could not be prepared ahead")]
    public static partial void PreparationFailed(this ILogger logger, Exception error, long segment);

    [LoggerMessage(6, LogLevel.Error, "Flushing {Path} failed; the writer takes no more messages")]
    public static partial void FlushFailed(this ILogger logger, Exception error, string path);

    [LoggerMessage(7, LogLevel.Warning, "The index of segment {Segment} could not be written; reading works without it")]
    public static partial void IndexingFailed(this ILogger logger, Exception error, long segment);

    [LoggerMessage(8, LogLevel.Information, "Retention of {Directory} removed {Segments} segments of {Bytes} bytes; it begins with message {FirstSequence}")]
    public static partial void Retained(this ILogger logger, string directory, int segments, long bytes, long firstSequence);

    [LoggerMessage(9, LogLevel.Warning, "{Directory} has reached its limit of {MaxBytes} bytes")]
    public static partial void Full(this ILogger logger, string directory, long maxBytes);

    [LoggerMessage(10, LogLevel.Warning, "Retention of {Directory} failed; it is tried again with the next segment")]
    public static partial void RetentionFailed(this ILogger logger, Exception error, string directory);
}
