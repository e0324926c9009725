using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The log has reached the size that <see cref="MessageLogOptions.MaxBytes"/> allows.</summary>
/// <remarks>Nothing was appended and nothing is lost. Append again once retention has removed segments.</remarks>
public sealed class LogFullException : ChronographException
{
    /// <summary>Reports a log that may not grow.</summary>
    /// <param name="path">The log's directory.</param>
    /// <param name="maxBytes">What its segments may take on the disk.</param>
    public LogFullException(string path, long maxBytes)
        : base(path, $"{path} may not grow beyond {maxBytes} bytes. Remove old segments with Retain, or let cursors that hold them back move on.") =>
        MaxBytes = maxBytes;

    /// <summary>What the log's segments may take on the disk, in bytes.</summary>
    public long MaxBytes { get; }
}
