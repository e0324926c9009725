using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The writer's side of waiting: wakes sleeping readers, and costs one load while there are none. Any thread may call it.</summary>
/// <remarks>
/// <para>What is done on either side, with what orders it:</para>
/// <code>
/// writer                                     reader
/// W1  publish (release store)                R1  seen = generation (acquire load)
/// W2  load sleepers                          R2  sleepers = 1
/// W3  when 1: sleepers = 0 (full barrier)    R3  barrier, on the writer's processor too
/// W4          generation + 1 (full barrier)  R4  look at the log
/// W5          wake all                       R5  sleep while generation is seen
/// </code>
/// <para>
/// No wake-up is lost. Nothing keeps the processor from running W2 before W1 is visible, and a barrier there would cost each
/// append more than all the rest of its publishing. R3 has the writer's thread pass one instead, at some point of its
/// program. Lies that point behind W2, then W1, which is before W2, is visible to R4: the reader does not sleep. Lies it
/// before W2, then W2 comes after R2 and loads 1, or another W3 took the 1 in between; either way a W4 follows R2. It also
/// follows R1, and so the generation is not the seen one any more when R5 compares, or W5 finds the reader asleep. The argument uses
/// no order that one processor gives and another does not.
/// </para>
/// <para>
/// Where R3 cannot be had, because the system refuses it or the writer's process could not register, readers sleep a few
/// milliseconds at a time. They do so for a quarter of a second in any case: a writer killed between W1 and W5 wakes nobody.
/// </para>
/// </remarks>
internal sealed unsafe class WakeSignal : IDisposable
{
    private readonly Lock _gate = new(); // guards _disposed, and with it the mapping against a registration that comes late
    private readonly WaitingLine _line;
    private bool _disposed;
    private long _wakeUps;

    /// <param name="control">The writer's control file, which must outlive this.</param>
    public WakeSignal(ControlFile control)
    {
        _line = control.Waiting;
        Volatile.Write(ref _line.WriterTakesBarriers, 0);
        var registered = RemoteBarrier.RegisterAsync();
        if (registered.IsCompleted)
            Registered(registered.Result);
        else
            registered.ContinueWith(static (task, signal) => ((WakeSignal)signal!).Registered(task.Result), this, TaskScheduler.Default);
        WakeAll(); // whoever sleeps since the last writer: it may have been killed before it could wake them
    }

    /// <summary>How often somebody was woken, or might have been.</summary>
    public long WakeUps => Volatile.Read(ref _wakeUps);

    /// <summary>Wakes readers if one may sleep. To be called after whatever they may wait for is published.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Published()
    {
        if (Volatile.Read(ref _line.Sleepers) != 0)
            WakeAll();
    }

    /// <summary>Wakes who sleeps, and takes nobody's memory any more.</summary>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        WakeAll();
    }

    private void Registered(bool takesBarriers)
    {
        lock (_gate)
        {
            if (_disposed || !takesBarriers)
                return;
            Volatile.Write(ref _line.WriterTakesBarriers, 1); // before the wake-up, after which readers look at it again
            WakeAll();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WakeAll()
    {
        Interlocked.Increment(ref _wakeUps);
        Interlocked.Exchange(ref _line.Sleepers, 0);
        Interlocked.Increment(ref *_line.Generation);
        if (Futex.IsSupported)
            Futex.WakeAll(_line.Generation);
    }
}
