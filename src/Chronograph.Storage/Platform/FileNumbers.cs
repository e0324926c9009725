using System.Buffers.Binary;

namespace Chronograph.Storage;

/// <summary>Asks Linux what is at a path, without following a link there: <c>statx</c>, whose structure is the same on every processor.</summary>
internal static unsafe class FileNumbers
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const uint KindWanted = 0x1;
    private const uint InodeWanted = 0x100;
    private const int Size = 256;
    private const int MaskOffset = 0;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;
    private const int KindMask = 0xF000;

    /// <summary>The identity, or null where there is no such file, or the system does not tell.</summary>
    public static FileIdentity? TryGet(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryAsk(path, InodeWanted, status)
            ? new FileIdentity(BinaryPrimitives.ReadUInt64LittleEndian(status[DeviceOffset..]), BinaryPrimitives.ReadUInt64LittleEndian(status[InodeOffset..]))
            : null;
    }

    /// <summary>The kind, or null where there is nothing, or the system does not tell.</summary>
    public static FileKind? TryGetKind(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryAsk(path, KindWanted, status)
            ? (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & KindMask)
            : null;
    }

    private static bool TryAsk(string path, uint wanted, Span<byte> status)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            fixed (byte* start = status) // Bound: the kernel writes one struct statx, of 256 bytes
                return LibC.Status(CurrentDirectory, path, DoNotFollow, wanted, start) == 0
                    && (BinaryPrimitives.ReadUInt32LittleEndian(status[MaskOffset..]) & wanted) != 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library from before 2018
        }
    }
}
