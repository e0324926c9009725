using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chronograph.Storage;

/// <summary>The bytes of a file in memory, from offset 0.</summary>
/// <remarks>
/// <see cref="Pointer"/> and every span handed out are valid until <see cref="Dispose"/>, and not a moment longer:
/// whoever disposes a region guarantees that nobody still reads it. Disposing does not write anything to the disk.
/// </remarks>
internal abstract unsafe class MappedRegion : IDisposable
{
    protected MappedRegion(byte* pointer, long length)
    {
        Pointer = pointer;
        Length = length;
    }

    /// <summary>The first byte; bytes at and beyond <see cref="Length"/> must not be touched.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>A checked view of some bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Read(long offset, int length) => Slice(offset, length);

    /// <summary>A checked, writable view of some bytes of a region mapped for writing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Write(long offset, int length) => Slice(offset, length);

    /// <summary>Makes every page ready for stores, so that the first store into it does not wait for the operating system.</summary>
    /// <remarks>Only for a region mapped for writing, of which nobody else stores anything meanwhile.</remarks>
    public void Populate(string path) => Populate(path, 0, Length);

    /// <summary>The same for some of the pages: those that hold these bytes, as far as there are such.</summary>
    public void Populate(string path, long offset, long length)
    {
        var from = offset / Environment.SystemPageSize * Environment.SystemPageSize;
        var to = Math.Min(offset + length, Length);
        if (from >= to || (LinuxMemory.IsSupported && LinuxMemory.TryPopulate(Pointer + from, to - from, path)))
            return;
        for (; from < to; from += Environment.SystemPageSize)
            Volatile.Write(ref Pointer[from], Pointer[from]);
    }

    /// <summary>Begins to bring the cache line of a byte into the cache, without waiting for it. Only a hint; any offset will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchLine(long offset)
    {
        // The processor ignores the hint when the address is not mapped.
        if (Sse.IsSupported)
            Sse.Prefetch0(Pointer + offset);
    }

    /// <summary>Lets go of the file, so that a deleted one gives its space back, and keeps the addresses: they read as zeros.</summary>
    /// <remarks>For a region that is mapped for reading. Does nothing where the system cannot do it.</remarks>
    public virtual void LetGo()
    {
    }

    public void Dispose()
    {
        if (Pointer is null)
            return;
        var pointer = Pointer;
        Pointer = null;
        Unmap(pointer);
        GC.SuppressFinalize(this);
    }

    protected abstract void Unmap(byte* pointer);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Slice(long offset, int length)
    {
        if ((ulong)offset > (ulong)Length || (ulong)length > (ulong)(Length - offset) || Pointer is null)
            ThrowOutOfRange(offset, length);
        return new Span<byte>(Pointer + offset, length);
    }

    private void ThrowOutOfRange(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(Pointer is null, this);
        throw new ArgumentOutOfRangeException(nameof(offset), $"{length} bytes at {offset} do not lie within the {Length} mapped bytes.");
    }
}
