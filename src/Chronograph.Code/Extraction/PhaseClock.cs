using System.Diagnostics;

namespace Chronograph.Code;

/// <summary>Adds up the time spent in Roslyn apart from our own. One per thread of work; sums are taken afterwards.</summary>
internal sealed class PhaseClock
{
    private long _bind;

    /// <summary>Ticks of <see cref="Stopwatch"/> inside the semantic model.</summary>
    public long BindTicks => _bind;

    public Measurement Binding() => new(this);

    /// <summary>Counts until it is disposed.</summary>
    public readonly ref struct Measurement(PhaseClock clock)
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose() => clock._bind += Stopwatch.GetTimestamp() - _start;
    }
}
