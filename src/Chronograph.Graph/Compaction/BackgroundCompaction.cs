using Chronograph.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chronograph.Graph;

/// <summary>Merges segments on a thread of its own, one merge after another, whenever a commit has left some out of balance.</summary>
internal sealed class BackgroundCompaction : IDisposable
{
    private readonly Func<CancellationToken, bool> _merge;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly AutoResetEvent _committed = new(initialState: true);
    private readonly Thread _thread;

    /// <param name="merge">Does one merge and commits it; false when there was nothing to merge.</param>
    public BackgroundCompaction(Func<CancellationToken, bool> merge, ILoggerFactory? loggers)
    {
        _merge = merge;
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<GraphStore>();
        _thread = new Thread(Run) { IsBackground = true, Name = "Chronograph compaction", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Says that there is something to merge, or may be.</summary>
    public void Wake() => _committed.Set();

    /// <summary>Abandons a merge that is going on and ends the thread.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _committed.Set();
        _thread.Join();
        _committed.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (_committed.WaitOne() && !_stop.IsCancellationRequested)
        {
            try
            {
                while (_merge(_stop.Token))
                {
                }
            }
            catch (Exception error) when (IOErrors.IsOfFiles(error))
            {
                _logger.LogWarning(error, "A compaction in the background failed; the store is as it was, and the next commit starts another.");
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
