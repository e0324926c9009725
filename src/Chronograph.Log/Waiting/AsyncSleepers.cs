namespace Chronograph.Log;

/// <summary>Readers that wait without a thread of their own: one thread sleeps for all of them. Any thread may call it.</summary>
/// <remarks>
/// The thread looks at no reader. When the bell has rung it wakes all that armed it before, and each looks for itself: a
/// message is news for every reader that has come to the end of the log. The thread ends when it was of no use for a while.
/// </remarks>
internal sealed class AsyncSleepers(LogWatch watch)
{
    private const int IdleSleeps = 4;

    private readonly Lock _gate = new(); // guards the fields below
    private readonly List<Sleeper> _sleepers = [];
    private bool _threadRuns;

    /// <summary>Completes when the bell has rung since it was armed, or after a while. Look again then, and arm it again.</summary>
    public Task SleepAsync(ArmedBell armed)
    {
        var sleeper = new Sleeper(armed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _sleepers.Add(sleeper);
            if (!_threadRuns)
            {
                _threadRuns = true;
                watch.Hold();
                new Thread(Watch) { IsBackground = true, Name = "Chronograph readers" }.Start();
            }
        }

        // Rung before it was in the list: the thread may have seen that already. Later, and the thread will find it there.
        return watch.Bell.HasRung(armed) ? Task.CompletedTask : sleeper.Source.Task;
    }

    private void Watch()
    {
        var seen = watch.Bell.Look();
        for (var idle = 0; idle < IdleSleeps || !TryEnd();)
        {
            watch.Bell.Sleep(seen, TimeSpan.MaxValue);
            var next = watch.Bell.Look();
            var slept = !watch.Bell.HasRung(seen); // to the end: then everybody looks, in case a wake-up was lost
            idle = Wake(next, everybody: slept) ? 0 : idle + 1;
            seen = next;
        }

        watch.Dispose();
    }

    // Wakes those that were not armed with what the thread sleeps on next.
    private bool Wake(ArmedBell next, bool everybody)
    {
        List<Sleeper> woken;
        lock (_gate)
        {
            woken = _sleepers.FindAll(sleeper => everybody || sleeper.Armed.Generation != next.Generation);
            _sleepers.RemoveAll(sleeper => everybody || sleeper.Armed.Generation != next.Generation);
            if (woken.Count == 0)
                return _sleepers.Count > 0;
        }

        foreach (var sleeper in woken)
            sleeper.Source.TrySetResult();
        return true;
    }

    private bool TryEnd()
    {
        lock (_gate)
            return !(_threadRuns = _sleepers.Count > 0);
    }

    private readonly record struct Sleeper(ArmedBell Armed, TaskCompletionSource Source);
}
