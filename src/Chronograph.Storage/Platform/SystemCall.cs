using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>Numbers of the Linux system calls that the C library has no function for.</summary>
internal static class SystemCall
{
    /// <summary>Whether the numbers below hold: 64-bit Linux on x86 or ARM.</summary>
    public static bool IsKnown { get; } = OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    public static nint Futex { get; } = IsArm ? 98 : 202;

    public static nint MemoryBarrier { get; } = IsArm ? 283 : 324;

    public static nint RenameAt { get; } = IsArm ? 276 : 316;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
