using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Divides the targets of edges into parts of neighbours, counts the edges of each part, and packs an edge into a number.</summary>
/// <remarks>Some thousand parts, so that their counts stay in the fastest cache, and what is done within one in the next.</remarks>
internal sealed class TargetCounts
{
    private const int MostPartBits = 10;
    private const int SourceShift = 1;

    private readonly int _endpoints;
    private readonly int _typeShift;
    private readonly int _targetShift;
    private readonly ulong _sourceMask;
    private readonly ulong _typeMask;

    public TargetCounts(int endpoints, int types)
    {
        _endpoints = endpoints;
        _typeShift = SourceShift + BitsFor(endpoints);
        _targetShift = _typeShift + BitsFor(types);
        _sourceMask = (1UL << _typeShift) - 1;
        _typeMask = ((1UL << _targetShift) - 1) & ~_sourceMask;

        // A target's place within its part must fit into the bits that source and type leave.
        TargetBits = Math.Min(64 - _targetShift, Math.Max(0, BitsFor(endpoints) - MostPartBits));
        Edges = new long[endpoints == 0 ? 0 : ((endpoints - 1) >> TargetBits) + 1];
    }

    public static TargetCounts None { get; } = new(0, 0);

    /// <summary>How many targets a part has, as a power of two.</summary>
    public int TargetBits { get; }

    /// <summary>How many edges the targets of each part have.</summary>
    public long[] Edges { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int target) => Edges[target >> TargetBits]++;

    /// <summary>The targets of a part: from the first up to, but not including, the second.</summary>
    public (int First, int End) Targets(int part) =>
        (part << TargetBits, (int)Math.Min(_endpoints, (part + 1L) << TargetBits));

    /// <summary>A number that sorts within a part by target, type and source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Pack(int target, int type, int source, bool deleted) =>
        ((ulong)(target & ((1 << TargetBits) - 1)) << _targetShift)
        | ((ulong)(uint)type << _typeShift) | ((ulong)(uint)source << SourceShift) | (deleted ? 1UL : 0);

    /// <summary>The place of a packed edge's target within its part.</summary>
    public int Target(ulong edge) => (int)(edge >> _targetShift);

    public int Type(ulong edge) => (int)((edge & _typeMask) >> _typeShift);

    public int Source(ulong edge) => (int)((edge & _sourceMask) >> SourceShift);

    public static bool IsDeleted(ulong edge) => (edge & 1) != 0;

    private static int BitsFor(int count) => BitOperations.Log2((uint)Math.Max(1, count)) + 1;
}
