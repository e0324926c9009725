using Chronograph.Log;

namespace Chronograph.Ingest;

/// <summary>The producer's side: a message log to which changes of a graph are appended, one version at a time.</summary>
/// <remarks>One producer per log, as a log has one writer. Not thread-safe.</remarks>
public sealed class ChangeLog : IDisposable
{
    private readonly ChangeEncoder _encoder = new();

    private ChangeLog(MessageLog log) => Log = log;

    /// <summary>The log underneath.</summary>
    public MessageLog Log { get; }

    /// <summary>Opens the log for writing and creates it when it is not there.</summary>
    /// <param name="directory">The log's directory. Its name is the name that the store remembers the log by.</param>
    /// <param name="options">How a new log is laid out; an existing log keeps its own geometry.</param>
    /// <exception cref="Chronograph.Storage.StoreLockedException">Another writer has the log open.</exception>
    public static ChangeLog Open(string directory, MessageLogOptions? options = null)
    {
        var log = MessageLog.Open(directory, options);
        try
        {
            log.Flush(); // a version that a killed producer had published, but not flushed, is a version
            return new ChangeLog(log);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Begins the changes of one version. One draft at a time.</summary>
    public VersionDraft BeginVersion() => new(Log, _encoder);

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        Log.Dispose();
    }
}
