namespace Chronograph.Storage;

/// <summary>Reads a small file without asking for the lock that .NET takes at every open on Unix.</summary>
internal static class UnlockedRead
{
    private const int Limit = 64 * 1024;

    /// <summary>The first 64 KiB of the file.</summary>
    public static byte[] AllBytes(string path)
    {
        PlainFileCheck.ThrowIfOther(path);
        return OperatingSystem.IsWindows() ? File.ReadAllBytes(path) : ReadThroughLibC(path);
    }

    private static unsafe byte[] ReadThroughLibC(string path)
    {
        var descriptor = LibC.Open(path, LibC.ReadOnly);
        if (descriptor < 0)
            throw LibC.LastError("Open", path);
        try
        {
            var buffer = new byte[Limit];
            var total = 0;
            fixed (byte* start = buffer)
            {
                // Bound: at most Limit - total bytes are read behind start + total.
                while (total < Limit)
                {
                    var read = LibC.Read(descriptor, start + total, (nuint)(Limit - total));
                    if (read < 0)
                        throw LibC.LastError("Read", path);
                    if (read == 0)
                        break;
                    total += (int)read;
                }
            }

            return buffer[..total];
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }
}
