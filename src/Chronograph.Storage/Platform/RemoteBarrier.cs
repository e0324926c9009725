namespace Chronograph.Storage;

/// <summary>A memory barrier that one process has the processors of others run, so that those need none of their own.</summary>
/// <remarks>
/// <c>membarrier</c> with its global expedited command: when <see cref="TryIssue"/> returns, every thread of every
/// registered process that runs has passed a full barrier since the call began; one that does not run passes one when it
/// is scheduled. Linux from 4.16 on; elsewhere, or where a sandbox forbids the call, both methods return false.
/// </remarks>
internal static class RemoteBarrier
{
    private const nint Issue = 2;
    private const nint Register = 4;

    private static readonly Lazy<Task<bool>> Registration = new(() => Task.Run(static () => Call(Register)));

    /// <summary>Makes this process one whose threads run the barriers of others, for as long as it lives.</summary>
    /// <returns>Whether it is one. The kernel takes its time, some 10 ms, the first time.</returns>
    public static Task<bool> RegisterAsync() => Registration.Value;

    /// <summary>Has every registered process pass a full barrier; the calling thread passes one too.</summary>
    /// <returns>False when the system refuses, and nothing was passed.</returns>
    public static bool TryIssue() => Call(Issue);

    private static bool Call(nint command) =>
        SystemCall.IsKnown && LibC.SystemCall(SystemCall.MemoryBarrier, command, 0, 0, 0, 0, 0) == 0;
}
