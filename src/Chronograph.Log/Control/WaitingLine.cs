using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The words of <c>control.meta</c> through which sleeping readers and the writer find each other.</summary>
/// <remarks>
/// A cache line of its own: while nobody goes to sleep it is shared by all processors, and looking at it costs the writer
/// one load. <see cref="WakeSignal"/> stores for the writer, <see cref="SharedBell"/> for readers; the first has the proof
/// that no wake-up is lost.
/// </remarks>
internal readonly unsafe struct WaitingLine
{
    public const int Offset = 320;

    private const int Size = 64;
    private readonly int* _words; // Bound: the first three of the line, in a mapping that outlives this struct

    public WaitingLine(MappedRegion control)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(control.Length, Offset + Size);
        _words = (int*)(control.Pointer + Offset);
    }

    /// <summary>1 when a reader may sleep. A flag, not a count: a sleeper that is killed leaves at most one needless wake-up.</summary>
    public ref int Sleepers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _words[0];
    }

    /// <summary>The word that readers sleep on: one more with every wake-up, wrapping around.</summary>
    public int* Generation => _words + 1;

    /// <summary>1 when the writer's process runs the barriers that readers ask for.</summary>
    public ref int WriterTakesBarriers => ref _words[2];
}
