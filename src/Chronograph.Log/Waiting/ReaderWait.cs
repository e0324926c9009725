namespace Chronograph.Log;

/// <summary>Waits, as the reader's strategy says, until it is worth reading on. For the thread of the reader.</summary>
internal static class ReaderWait
{
    // Together some 20 microseconds: about what falling asleep and being woken cost.
    private const int Spins = 100;
    private const int AsyncSpins = 10; // many readers may wait on few threads
    private const int SpinLength = 8;
    private const int LooksPerClock = 64;
    private const int RoundsPerLetGo = 4096; // some milliseconds: it asks the system
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(1);

    public static bool Until(LogReader reader, TimeSpan timeout, CancellationToken cancellation)
    {
        var deadline = new Deadline(timeout);
        cancellation.ThrowIfCancellationRequested();
        if (reader.HasMore())
            return true;
        return !deadline.IsOver && reader.WaitStrategy switch
        {
            WaitStrategy.BusySpin => Spin(reader, deadline, cancellation),
            WaitStrategy.Sleep => Sleep(reader, deadline, cancellation),
            _ => SpinBriefly(reader, Spins) || Park(reader, deadline, cancellation),
        };
    }

    public static async ValueTask<bool> UntilAsync(LogReader reader, TimeSpan timeout, CancellationToken cancellation)
    {
        var deadline = new Deadline(timeout);
        cancellation.ThrowIfCancellationRequested();
        if (reader.HasMore())
            return true;
        if (deadline.IsOver)
            return false;
        if (reader.WaitStrategy == WaitStrategy.Sleep)
            return await SleepAsync(reader, deadline, cancellation).ConfigureAwait(false);
        return SpinBriefly(reader, AsyncSpins) || await ParkAsync(reader, deadline, cancellation).ConfigureAwait(false);
    }

    private static bool SpinBriefly(LogReader reader, int spins)
    {
        for (var spin = 0; spin < spins; spin++)
        {
            Thread.SpinWait(SpinLength);
            if (reader.HasMore())
                return true;
        }

        return false;
    }

    private static bool Spin(LogReader reader, Deadline deadline, CancellationToken cancellation)
    {
        for (var round = 1; !deadline.IsOver; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (round % RoundsPerLetGo == 0)
                reader.LetGoOfRemoved();
            for (var look = 0; look < LooksPerClock; look++)
            {
                if (reader.HasMore())
                    return true;
                Thread.SpinWait(1);
            }
        }

        return false;
    }

    private static bool Sleep(LogReader reader, Deadline deadline, CancellationToken cancellation)
    {
        while (deadline.Left is var left && left > TimeSpan.Zero)
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(left < LongestSleep ? left : LongestSleep);
            reader.LetGoOfRemoved();
            if (reader.HasMore())
                return true;
        }

        return false;
    }

    private static async ValueTask<bool> SleepAsync(LogReader reader, Deadline deadline, CancellationToken cancellation)
    {
        while (deadline.Left is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestSleep ? left : LongestSleep, cancellation).ConfigureAwait(false);
            reader.LetGoOfRemoved();
            if (reader.HasMore())
                return true;
        }

        return false;
    }

    private static bool Park(LogReader reader, Deadline deadline, CancellationToken cancellation)
    {
        using var watch = reader.Watch.Hold();
        var bell = watch.Bell;
        using var ringing = cancellation.UnsafeRegister(static bell => ((LogBell)bell!).Ring(), bell);
        while (true)
        {
            var armed = bell.Arm();
            reader.LetGoOfRemoved(); // behind the arming, too: a later removal rings
            cancellation.ThrowIfCancellationRequested(); // behind the arming: a later cancellation rings
            if (reader.HasMore())
                return true;
            if (deadline.Left is var left && left == TimeSpan.Zero)
                return false;
            bell.Sleep(armed, left);
        }
    }

    private static Task Within(Task sleep, TimeSpan left) =>
        left == TimeSpan.MaxValue ? sleep : sleep.WaitAsync(left < Deadline.LongestTask ? left : Deadline.LongestTask);

    private static async ValueTask<bool> ParkAsync(LogReader reader, Deadline deadline, CancellationToken cancellation)
    {
        using var watch = reader.Watch.Hold();
        while (true)
        {
            var armed = watch.Bell.Arm();
            reader.LetGoOfRemoved();
            if (reader.HasMore())
                return true;
            if (deadline.Left is var left && left == TimeSpan.Zero)
                return false;
            var sleeper = new Sleeper(armed, reader.NextSequence, reader.IsDurableOnly);
            reader.Sleeper = sleeper;
            if (reader.IsDisposed)
                sleeper.Wake();
            using var waking = cancellation.UnsafeRegister(static sleeper => ((Sleeper)sleeper!).Wake(), sleeper);
            watch.Sleepers.Add(sleeper);
            await Within(sleeper.Task, left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            sleeper.Wake(); // in case the time was over: nobody needs to wake it any more
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
