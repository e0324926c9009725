using System.Buffers.Binary;

namespace Chronograph.Storage;

/// <summary>Asks Linux for the identity of the file at a path: <c>statx</c>, whose structure is the same on every processor.</summary>
internal static unsafe class FileNumbers
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const uint InodeWanted = 0x100;
    private const int Size = 256;
    private const int MaskOffset = 0;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>The identity, or null where there is no such file, or the system does not tell.</summary>
    public static FileIdentity? TryGet(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            var status = stackalloc byte[Size]; // Bound: the kernel writes one struct statx, of 256 bytes
            if (LibC.Status(CurrentDirectory, path, DoNotFollow, InodeWanted, status) != 0)
                return null;
            var bytes = new ReadOnlySpan<byte>(status, Size);
            return (BinaryPrimitives.ReadUInt32LittleEndian(bytes[MaskOffset..]) & InodeWanted) == 0
                ? null
                : new FileIdentity(BinaryPrimitives.ReadUInt64LittleEndian(bytes[DeviceOffset..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[InodeOffset..]));
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before 2018
        }
    }
}
