using System.Runtime.InteropServices;
using System.Text;

namespace Chronograph.Storage;

/// <summary>Exchanges the names of two files in one step. Linux, on most file systems.</summary>
internal static unsafe class FileExchange
{
    private const nint CurrentDirectory = -100;
    private const nint Exchange = 2;

    /// <returns>False where it cannot be done, and nothing was.</returns>
    public static bool Try(string path, string other)
    {
        if (!SystemCall.IsKnown)
            return false;
        fixed (byte* first = Terminated(path), second = Terminated(other)) // Bound: the kernel reads up to the zero at their ends
            return LibC.SystemCall(SystemCall.RenameAt, CurrentDirectory, (nint)first, CurrentDirectory, (nint)second, Exchange, 0) == 0;
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
