using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>What the header checksums of a segment start from: its id and the writer's epoch.</summary>
/// <remarks>
/// With the salt, bytes that belonged to another segment, or that another writer left behind, never read as records.
/// A mutable value that remembers the salt of the epoch last asked for; each user keeps its own.
/// </remarks>
internal struct RecordSalt
{
    private readonly SegmentId _segment;
    private uint _epoch;
    private uint _state;

    public RecordSalt(SegmentId segment)
    {
        _segment = segment;
        _state = Compute(segment, 0);
    }

    /// <summary>The state of the checksum behind the salt, for a record with this epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint For(uint epoch) => epoch == _epoch ? _state : Change(epoch);

    /// <summary>Whether a record has the epoch last asked for, and nothing in the four bytes behind it, which are reserved.</summary>
    /// <param name="epochAndReserved">The eight bytes.</param>
    /// <param name="state">The state behind the salt, if so.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsFor(ulong epochAndReserved, out uint state)
    {
        state = _state;
        return epochAndReserved == _epoch;
    }

    private static uint Compute(SegmentId segment, uint epoch) =>
        BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, (ulong)segment.Value), epoch);

    private uint Change(uint epoch)
    {
        _epoch = epoch;
        return _state = Compute(_segment, epoch);
    }
}
