namespace Chronograph.Log;

/// <summary>What all readers of one log in this process share for waiting: one bell, and one thread for those that hold none.</summary>
/// <remarks>Counted: it is there from the first <see cref="Of"/> until as many <see cref="Dispose"/>. Any thread may call it.</remarks>
internal sealed class LogWatch : IDisposable
{
    private static readonly Lock Gate = new(); // guards the table and every count
    private static readonly Dictionary<(object Files, string Path), LogWatch> Shared = [];

    private readonly (object, string) _key;
    private int _holders;

    private LogWatch((object, string) key, LogBell bell, LogDirectory directory)
    {
        _key = key;
        Bell = bell;
        Sleepers = new AsyncSleepers(directory, this);
    }

    public LogBell Bell { get; }

    public AsyncSleepers Sleepers { get; }

    /// <summary>The watch of a log. Dispose what is returned, once per call.</summary>
    public static LogWatch Of(LogDirectory directory)
    {
        lock (Gate)
        {
            var key = (directory.Files, directory.Path);
            if (!Shared.TryGetValue(key, out var watch))
            {
                LogBell bell = SharedBell.TryCreate(directory) is { } shared ? shared : new PollingBell();
                Shared.Add(key, watch = new LogWatch(key, bell, directory));
            }

            return watch.Hold();
        }
    }

    /// <summary>Keeps the watch for one more holder.</summary>
    public LogWatch Hold()
    {
        lock (Gate)
            _holders++;
        return this;
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (--_holders > 0)
                return;
            Shared.Remove(_key);
        }

        Bell.Dispose();
    }
}
