using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>Lets any number of waiters share flushes: whoever comes while one runs is served by the next. From any thread.</summary>
/// <remarks>
/// Those that were served often come back at once with their next message. A flush for the first of them alone would make
/// all others wait for two; so the next flush waits for as many as before, as long as they keep coming: each within a small
/// share of the time that a flush takes, and all of them within that time.
/// </remarks>
internal sealed class GroupCommit(Action flush, Func<long> durable)
{
    private const int GatheringShare = 8;
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(5); // also behind a flush that took seconds

    private readonly Lock _gate = new(); // guards the fields below
    private List<Waiter> _waiting = [];
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _stopped;

    /// <summary>Completes when a published message is durable.</summary>
    /// <param name="sequence">A message that was published before this call.</param>
    public Task WaitAsync(long sequence)
    {
        if (sequence <= durable())
            return Task.CompletedTask;
        var waiter = new Waiter();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, typeof(MessageLog));
            _waiting.Add(waiter);
            if (!_isRunning)
            {
                _isRunning = true;
                _running = Task.Run(Run);
            }
        }

        return waiter.Task;
    }

    /// <summary>Takes no more waiters and serves those there are.</summary>
    public void Stop()
    {
        Task running;
        lock (_gate)
        {
            _stopped = true;
            running = _running;
        }

        running.Wait();
    }

    private void Run()
    {
        while (TakeWaiting() is { } served)
        {
            // All of them were published before they came, so this flush covers them.
            var began = Stopwatch.GetTimestamp();
            var failure = TryFlush();
            var took = Stopwatch.GetElapsedTime(began);
            foreach (var waiter in served)
                waiter.End(failure);
            if (served.Count > 1)
                Gather(served.Count, took < LongestGathering ? took : LongestGathering);
        }
    }

    private void Gather(int expected, TimeSpan longest)
    {
        var (began, last, seen) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, 0);
        while (CountWaiting() is var count && count < expected)
        {
            var now = Stopwatch.GetElapsedTime(began);
            if (count > seen)
                (seen, last) = (count, now);
            if (now - last > longest / GatheringShare || now > longest)
                return;
            Thread.Yield();
        }
    }

    private int CountWaiting()
    {
        lock (_gate)
            return _stopped ? int.MaxValue : _waiting.Count;
    }

    private List<Waiter>? TakeWaiting()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var served = _waiting;
            _waiting = [];
            return served;
        }
    }

    private Exception? TryFlush()
    {
        try
        {
            flush();
            return null;
        }
        catch (Exception error)
        {
            return error; // handed to every waiter
        }
    }

    private sealed class Waiter
    {
        // Asynchronously: a continuation must not run on the thread that flushes.
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _source.Task;

        public void End(Exception? failure)
        {
            if (failure is null)
                _source.SetResult();
            else
                _source.SetException(failure);
        }
    }
}
