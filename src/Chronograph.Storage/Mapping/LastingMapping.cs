using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>A read-only mapping whose addresses stay readable when it is released: whoever misuses a span reads wrong bytes, and never faults.</summary>
/// <remarks>
/// A released range is replaced by zeros, which lets go of the file, and is used again for the next mapping of its
/// length. So the number of ranges is that of the mappings that were open at one time. Linux only. Any thread.
/// </remarks>
internal sealed unsafe class LastingMapping : MappedRegion
{
    private const int PageSize = 4096; // a length that is a multiple of no larger page leaves the rest of its last page alone

    private static readonly ConcurrentDictionary<long, ConcurrentBag<nint>> Released = new();

    private readonly string _path;

    private LastingMapping(string path, byte* pointer, long length)
        : base(pointer, length) => _path = path;

    /// <summary>Whether a mapping of this length can be made here.</summary>
    public static bool Supports(long length) => LinuxMemory.IsSupported && length % PageSize == 0;

    public static LastingMapping Create(SafeFileHandle handle, string path, long length)
    {
        var over = Released.TryGetValue(length, out var ranges) && ranges.TryTake(out var range) ? (byte*)range : null;
        try
        {
            return new LastingMapping(path, LinuxMemory.MapFile(over, length, (int)handle.DangerousGetHandle(), path), length);
        }
        catch when (over is not null)
        {
            ranges!.Add((nint)over); // it holds zeros still
            throw;
        }
    }

    public override void LetGo()
    {
        if (Pointer is not null)
            LinuxMemory.ReplaceByZeros(Pointer, Length, _path);
    }

    protected override void Unmap(byte* pointer)
    {
        LinuxMemory.ReplaceByZeros(pointer, Length, _path);
        Released.GetOrAdd(Length, static _ => []).Add((nint)pointer);
    }
}
