using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>Lets any number of waiters share flushes: whoever comes while one runs is served by the next. From any thread.</summary>
/// <remarks>
/// Those that were served often come back at once with their next message. A flush for the first of them alone would make
/// all others wait for two; so the next flush waits for as many as before, as long as they keep coming: each within a small
/// share of the time that a flush takes, and all of them within that time. It does not wait where all that came is durable.
/// </remarks>
internal sealed class GroupCommit(Action flush, Func<long> durable)
{
    private const int GatheringShare = 8;
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(5); // also behind a flush that took seconds

    private readonly Lock _gate = new(); // guards the fields below
    private Round _next = new();
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _stopped;

    /// <summary>Completes when a published message is durable.</summary>
    /// <param name="sequence">A message that was published before this call.</param>
    public Task WaitAsync(long sequence)
    {
        if (sequence <= durable())
            return Task.CompletedTask;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, typeof(MessageLog));
            if (!_isRunning)
            {
                _isRunning = true;
                _running = Task.Run(Run);
            }

            return _next.Join(sequence);
        }
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
        while (TakeRound() is { } round)
        {
            // All of them were published before they came, so this flush covers them.
            var began = Stopwatch.GetTimestamp();
            var failure = TryFlush();
            var took = Stopwatch.GetElapsedTime(began);
            round.End(failure);
            if (round.Waiters > 1)
                Gather(round.Waiters, took < LongestGathering ? took : LongestGathering);
        }
    }

    private void Gather(int expected, TimeSpan longest)
    {
        var (began, last, seen) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, 0);
        while (!MustFlush(expected, out var waiters))
        {
            var now = Stopwatch.GetElapsedTime(began);
            if (waiters > seen)
                (seen, last) = (waiters, now);
            if (now - last > longest / GatheringShare || now > longest)
                return;
            Thread.Yield();
        }
    }

    private bool MustFlush(int expected, out int waiters)
    {
        // Without the lock: those who come need it.
        var next = Volatile.Read(ref _next);
        waiters = next.Waiters;
        return Volatile.Read(ref _stopped) || waiters >= expected || (waiters > 0 && next.Last <= durable());
    }

    private Round? TakeRound()
    {
        lock (_gate)
        {
            if (_next.Waiters == 0)
            {
                _isRunning = false;
                return null;
            }

            var round = _next;
            _next = new Round();
            return round;
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

    /// <summary>Those who are served by one flush. They share a task. Joined under the lock, read without it.</summary>
    private sealed class Round
    {
        // Asynchronously: a continuation must not run on the thread that flushes.
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiters;
        private long _last;

        public int Waiters => Volatile.Read(ref _waiters);

        /// <summary>The last message that somebody waits for.</summary>
        public long Last => Volatile.Read(ref _last);

        public Task Join(long sequence)
        {
            Volatile.Write(ref _last, Math.Max(_last, sequence));
            Volatile.Write(ref _waiters, _waiters + 1);
            return _source.Task;
        }

        public void End(Exception? failure)
        {
            if (failure is null)
                _source.SetResult();
            else
                _source.SetException(failure);
        }
    }
}
