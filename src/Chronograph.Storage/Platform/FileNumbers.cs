using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>Asks Linux what is at a path, without following a link there, or what a file is that is open: <c>statx</c>, whose structure is the same on every processor.</summary>
internal static unsafe class FileNumbers
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const int FileItself = 0x1000;
    private const uint KindWanted = 0x1;
    private const uint NamesWanted = 0x4;
    private const uint InodeWanted = 0x100;
    private const int Size = 256;
    private const int MaskOffset = 0;
    private const int NamesOffset = 16;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;
    private const int KindMask = 0xF000;

    /// <summary>The identity, or null where there is no such file, or the system does not tell.</summary>
    public static FileIdentity? TryGet(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryAsk(path, InodeWanted, status) ? Identity(status) : null;
    }

    /// <summary>The identity of a file that is open, or null where the system does not tell.</summary>
    public static FileIdentity? TryGet(SafeHandle file)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryAsk(file, InodeWanted, status) ? Identity(status) : null;
    }

    /// <summary>The kind, or null where the system does not tell.</summary>
    public static FileKind? TryGetKind(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        if (TryAsk(path, KindWanted, status))
            return (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & KindMask);
        return OperatingSystem.IsLinux() && Marshal.GetLastPInvokeError() == LibC.NotThere ? FileKind.Nothing : null;
    }

    /// <summary>How many names a file has that is open, or null where the system does not tell.</summary>
    public static uint? CountNames(SafeHandle file)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryAsk(file, NamesWanted, status) ? BinaryPrimitives.ReadUInt32LittleEndian(status[NamesOffset..]) : null;
    }

    private static FileIdentity Identity(ReadOnlySpan<byte> status) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(status[DeviceOffset..]), BinaryPrimitives.ReadUInt64LittleEndian(status[InodeOffset..]));

    private static bool TryAsk(string path, uint wanted, Span<byte> status) =>
        TryAsk(CurrentDirectory, path, DoNotFollow, wanted, status);

    // Bound: the caller keeps the file open until it has the answer.
    private static bool TryAsk(SafeHandle file, uint wanted, Span<byte> status) =>
        TryAsk((int)file.DangerousGetHandle(), "", FileItself, wanted, status);

    private static bool TryAsk(int directory, string path, int flags, uint wanted, Span<byte> status)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            fixed (byte* start = status) // Bound: the kernel writes one struct statx, of 256 bytes
                return LibC.Status(directory, path, flags, wanted, start) == 0
                    && (BinaryPrimitives.ReadUInt32LittleEndian(status[MaskOffset..]) & wanted) != 0;
        }
        catch (EntryPointNotFoundException)
        {
            Marshal.SetLastPInvokeError(0); // what an earlier call left there says nothing of this one
            return false; // a C library from before 2018
        }
    }
}
