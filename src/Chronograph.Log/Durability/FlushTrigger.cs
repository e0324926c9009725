using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Flushes in the background after every so many messages, after a time, or both. Appending never waits for it.</summary>
/// <remarks>
/// The appending thread and the timer only ask; a thread of its own flushes, one flush after the other. A flush that fails
/// faults the writer, which ends this.
/// </remarks>
internal sealed class FlushTrigger : IDisposable
{
    private readonly object _gate = new(); // guards the two flags
    private readonly Action _flush;
    private readonly long _messages;
    private readonly ITimer? _timer;
    private readonly Thread? _thread;
    private long _next = long.MaxValue; // for the appending thread: the message that asks for a flush
    private bool _wanted;
    private bool _stopping;

    public FlushTrigger(MessageLogOptions options, long nextSequence, Action flush)
    {
        _flush = flush;
        _messages = options.FlushEveryMessages ?? 0;
        if (_messages > 0)
            _next = After(nextSequence - 1);
        if (_messages == 0 && options.FlushEvery is null)
            return;
        _thread = new Thread(Work) { IsBackground = true, Name = "Chronograph log flushes" };
        _thread.Start();
        if (options.FlushEvery is { } time)
            _timer = options.TimeProvider.CreateTimer(static trigger => ((FlushTrigger)trigger!).Request(), this, time, time);
    }

    /// <summary>Told of every message, or of the last one of a batch, once it is published.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Appended(long sequence)
    {
        if (sequence >= _next)
            RequestAfter(sequence);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RequestAfter(long sequence)
    {
        _next = After(sequence);
        Request();
    }

    private long After(long sequence) => _messages > long.MaxValue - sequence ? long.MaxValue : sequence + _messages;

    private void Request()
    {
        lock (_gate)
        {
            _wanted = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        while (IsWanted())
        {
            try
            {
                _flush();
            }
            catch (WriterFaultedException)
            {
                return; // reported by the flusher, and thrown by the next append
            }
            catch (Exception error) when (IOErrors.IsOfFiles(error))
            {
                // The data reached the disk and the mark does not say so: the next flush tells it.
            }
        }
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (!_wanted && !_stopping)
                Monitor.Wait(_gate);
            _wanted = false;
            return !_stopping;
        }
    }
}
