using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Sleeps on the waiting line of <c>control.meta</c>, which the writer in any process rings. Linux only.</summary>
/// <remarks>
/// The memory order is argued in <see cref="WakeSignal"/>, whose counterpart this is. One barrier serves all readers of this
/// process until the next wake-up: who finds that another has armed the bell for the generation it has seen looks at the log
/// behind that barrier, too, and the flag of the other, as long as the generation stands, is as good as its own.
/// </remarks>
internal sealed unsafe class SharedBell : LogBell
{
    /// <summary>The longest sleep: a writer that was killed in the middle of a wake-up, and a control file that somebody replaced, wake nobody.</summary>
    /// <value>A quarter of a second. Longer only in a test that looks for lost wake-ups, in a process of its own.</value>
    internal static TimeSpan LongestSleep { get; set; } = TimeSpan.FromMilliseconds(250);

    // Without the barrier a wake-up can be missed, however unlikely that is.
    private static readonly TimeSpan LongestUnordered = TimeSpan.FromMilliseconds(2);

    private const long IsArmed = 1L << 32;

    private readonly MappedRegion _control;
    private readonly WaitingLine _line;
    private volatile bool _barriers; // whether this process gets them; that never changes once it was asked
    private long _armedFor; // the generation, with the bit behind it set, that somebody here has armed the bell for in order

    private SharedBell(MappedRegion control)
    {
        _control = control;
        _line = new WaitingLine(control);
    }

    /// <summary>Maps the control file, or returns null where it cannot be stored to or the system has no such sleep.</summary>
    public static SharedBell? TryCreate(LogDirectory directory)
    {
        if (!Futex.IsSupported)
            return null;
        var control = ControlFile.TryMapShared(directory);
        return control is null ? null : new SharedBell(control);
    }

    public override ArmedBell Arm()
    {
        var seen = Volatile.Read(ref *_line.Generation); // before the flag: a wake-up that takes the flag changes what was seen
        var armed = (uint)seen | IsArmed;
        if (Volatile.Read(ref _armedFor) == armed)
            return new ArmedBell(seen, Ordered: true);
        Volatile.Write(ref _line.Sleepers, 1);
        _barriers = RemoteBarrier.TryIssue();
        var ordered = _barriers && Volatile.Read(ref _line.WriterTakesBarriers) != 0;
        if (ordered)
            Volatile.Write(ref _armedFor, armed); // behind the barrier, which then holds for who reads this
        return new ArmedBell(seen, ordered);
    }

    // Who armed the bell before the writer took barriers, or after, is woken when that changes.
    public override ArmedBell Look()
    {
        var seen = Volatile.Read(ref *_line.Generation);
        return new ArmedBell(seen, _barriers && Volatile.Read(ref _line.WriterTakesBarriers) != 0);
    }

    public override bool HasRung(ArmedBell armed) => Volatile.Read(ref *_line.Generation) != armed.Generation;

    public override void Sleep(ArmedBell armed, TimeSpan longest)
    {
        var sleep = Shorter(longest, armed.Ordered ? LongestSleep : LongestUnordered);
        if (!Futex.Sleep(_line.Generation, armed.Generation, sleep))
            Thread.Sleep(Shorter(sleep, LongestUnordered));
    }

    public override void Ring()
    {
        Interlocked.Increment(ref *_line.Generation);
        Futex.WakeAll(_line.Generation);
    }

    public override void Dispose() => _control.Dispose();
}
