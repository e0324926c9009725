namespace Chronograph.Log;

/// <summary>Readers that wait without a thread of their own: one thread sleeps for all of them. Any thread may call it.</summary>
/// <remarks>
/// The thread looks at no reader. When the bell has rung it wakes all that armed it before, and each looks for itself: a
/// message is news for every reader that has come to the end of the log. When a sleep has passed without that, it looks
/// once how far the log has come, and wakes whom a lost wake-up has left behind. It ends when it was of no use for a while.
/// </remarks>
internal sealed class AsyncSleepers(LogDirectory directory, LogWatch watch)
{
    private const int IdleSleeps = 4;

    private readonly Lock _gate = new(); // guards the fields below
    private readonly List<Sleeper> _sleepers = [];
    private bool _threadRuns;

    /// <summary>Puts a reader to sleep until the bell has rung since it was armed. Look again then, and arm it again.</summary>
    public void Add(Sleeper sleeper)
    {
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
        if (watch.Bell.HasRung(sleeper.Armed))
            sleeper.Wake();
    }

    private void Watch()
    {
        using var progress = new LogProgress(directory);
        var seen = watch.Bell.Look();
        for (var idle = 0; idle < IdleSleeps || !TryEnd();)
        {
            watch.Bell.Sleep(seen, TimeSpan.MaxValue);
            var slept = !watch.Bell.HasRung(seen);
            if (slept)
                progress.Look();
            var next = watch.Bell.Look();
            idle = Wake(sleeper => sleeper.Armed.Generation != next.Generation || (slept && progress.IsBeyond(sleeper))) ? 0 : idle + 1;
            seen = next;
        }

        watch.Dispose();
    }

    private bool Wake(Predicate<Sleeper> isToWake)
    {
        List<Sleeper> woken;
        lock (_gate)
        {
            _sleepers.RemoveAll(static sleeper => sleeper.IsAwake);
            woken = _sleepers.FindAll(isToWake);
            if (woken.Count == 0)
                return _sleepers.Count > 0;
            _sleepers.RemoveAll(woken.Count == _sleepers.Count ? static _ => true : isToWake);
        }

        foreach (var sleeper in woken)
            sleeper.Wake();
        return true;
    }

    private bool TryEnd()
    {
        lock (_gate)
            return !(_threadRuns = _sleepers.Count > 0);
    }
}
