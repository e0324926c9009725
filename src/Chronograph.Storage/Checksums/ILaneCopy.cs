using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Chronograph.Storage;

/// <summary>What is done with bytes while they pass through a checksum. Implemented by structs, so that it costs no call.</summary>
internal interface ILaneCopy
{
    public void Put(int offset, Vector128<ulong> lane);

    public void Put(int offset, Vector256<ulong> lanes);
}

/// <summary>Nothing.</summary>
internal readonly struct NoLaneCopy : ILaneCopy
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int offset, Vector128<ulong> lane)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int offset, Vector256<ulong> lanes)
    {
    }
}

/// <summary>They are stored at the same offset of another place. Bound: which has as many bytes as the checksum reads.</summary>
internal readonly ref struct LaneCopy(ref byte target) : ILaneCopy
{
    private readonly ref byte _target = ref target;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int offset, Vector128<ulong> lane) => Unsafe.WriteUnaligned(ref Unsafe.Add(ref _target, offset), lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int offset, Vector256<ulong> lanes) => Unsafe.WriteUnaligned(ref Unsafe.Add(ref _target, offset), lanes);
}
