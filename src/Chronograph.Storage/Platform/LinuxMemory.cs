namespace Chronograph.Storage;

/// <summary>What Linux offers for mapped memory beyond the base class library. Its constants are those of every Linux architecture .NET runs on.</summary>
/// <remarks>Bound, for every method: the caller owns the whole range, page by page.</remarks>
internal static unsafe class LinuxMemory
{
    private const int ProtectionRead = 1;
    private const int Shared = 0x01;
    private const int Private = 0x02;
    private const int Fixed = 0x10;
    private const int Anonymous = 0x20;
    private const int NoReserve = 0x4000;
    private const int PopulateWrite = 23;
    private const int Synchronously = 4;
    private const int InvalidArgument = 22;

    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Maps the beginning of a file for reading, over the range given or wherever there is room.</summary>
    public static byte* MapFile(byte* over, long length, int descriptor, string path)
    {
        var flags = over is null ? Shared : Shared | Fixed;
        return Checked(LibC.Map(over, (nuint)length, ProtectionRead, flags, descriptor, 0), path);
    }

    /// <summary>Replaces a range by zeros that take no memory.</summary>
    public static void ReplaceByZeros(byte* start, long length, string path) =>
        Checked(LibC.Map(start, (nuint)length, ProtectionRead, Private | Anonymous | NoReserve | Fixed, -1, 0), path);

    /// <summary>Makes every page of a writable shared mapping ready for stores.</summary>
    /// <returns>False where the kernel does not know how (before 5.14).</returns>
    public static bool TryPopulate(byte* start, long length, string path)
    {
        if (LibC.Advise(start, (nuint)length, PopulateWrite) == 0)
            return true;
        var error = LibC.LastError("Populate", path);
        return error.HResult == InvalidArgument ? false : throw error;
    }

    /// <summary>Makes stores into a range of a shared mapping survive a power loss, as fdatasync does for a file.</summary>
    /// <param name="start">At the beginning of a page.</param>
    public static void Sync(byte* start, long length, string path)
    {
        if (LibC.SyncMap(start, (nuint)length, Synchronously) != 0)
            throw LibC.LastError("Flush", path);
    }

    private static byte* Checked(void* mapped, string path) =>
        mapped != (void*)-1 ? (byte*)mapped : throw LibC.LastError("Map", path);
}
