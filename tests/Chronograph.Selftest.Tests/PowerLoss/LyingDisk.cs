namespace Chronograph.Selftest.Tests;

/// <summary>A disk that says flushed and did not.</summary>
internal static class LyingDisk
{
    // Notes take the place of the flushes, so that everything else happens when it did.
    public static DiskRecording WithoutFlushes(DiskRecording recording) => recording with
    {
        Operations = [.. recording.Operations.Select((operation, time) =>
            time >= recording.Start && operation is FileFlushed ? new Noted("a lie") : operation)],
    };
}
