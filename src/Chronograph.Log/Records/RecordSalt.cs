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

    private static uint Compute(SegmentId segment, uint epoch) =>
        BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, (ulong)segment.Value), epoch);

    private uint Change(uint epoch)
    {
        _epoch = epoch;
        return _state = Compute(_segment, epoch);
    }
}
