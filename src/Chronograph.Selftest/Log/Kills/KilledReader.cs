namespace Chronograph.Selftest;

/// <summary>A reader in another process that is killed now and then, and started again at its cursor.</summary>
internal sealed class KilledReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Cursor = "follower";

    private readonly string _log;
    private readonly string _path;
    private readonly FollowerReport _report;
    private WorkerProcess _worker;

    /// <summary>Starts the first reader of a log.</summary>
    public KilledReader(string directory, int log)
    {
        _log = WriterJob.LogPath(directory, log);
        _path = _log + ".reader";
        _report = new FollowerReport(_path);
        _worker = ReaderJob.Start(_log, _path, Cursor);
    }

    /// <summary>Messages that were read and found right.</summary>
    public long Messages => _report.Messages;

    /// <summary>Kills the reader and starts the next.</summary>
    public void Kill()
    {
        _worker.Dispose();
        _worker = ReaderJob.Start(_log, _path, Cursor);
    }

    /// <summary>Throws when the reader has ended by itself.</summary>
    public void MustLive() =>
        BrokenPromiseException.Unless(!_worker.HasEnded, $"a reader ends: {(_worker.HasEnded ? _worker.Output.ReadToEnd().Trim() : "")}");

    /// <summary>Waits until the reader has read a message. However long it slept, somebody must have woken it.</summary>
    public void MustReach(long last)
    {
        if (!Waiting.Until(() => _report.Last >= last || _worker.HasEnded, Patience))
            throw new BrokenPromiseException($"a reader stays at message {_report.Last} of {last}");
        MustLive();
    }

    public void Dispose()
    {
        _worker.Dispose();
        _report.Dispose();
    }
}
