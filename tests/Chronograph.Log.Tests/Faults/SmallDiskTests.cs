using System.Diagnostics;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A real file system with no room left. Skipped where mounting one is not permitted.</summary>
public class SmallDiskTests
{
    [Fact]
    public void A_disk_that_is_really_full_stops_appending_and_nothing_else()
    {
        using var directory = new TemporaryDirectory();
        Assert.SkipUnless(TryMount(directory.Path), "mounting a small file system is not permitted here");
        try
        {
            FillAndGoOn(directory["log"], directory["ballast"]);
        }
        finally
        {
            Run("umount", directory.Path);
        }
    }

    private static void FillAndGoOn(string path, string ballast)
    {
        File.WriteAllBytes(ballast, new byte[2 << 20]);
        using (var log = MessageLog.Open(path, LogTesting.Small))
        using (var readOnly = MessageLog.OpenReadOnly(path))
        using (var reader = readOnly.CreateReader(LogStart.First))
        {
            var appended = 0L;
            Assert.Throws<StorageFullException>(() =>
            {
                while (appended < 1_000_000)
                    appended = log.Append(LogTesting.Payload(appended + 1, 1000));
            });
            Assert.Throws<StorageFullException>(() => log.Append(new byte[1000]));
            log.Flush();
            Assert.Equal(appended, log.DurableSequence);
            var read = 0L;
            while (reader.TryRead(out var message))
                Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(++read, 1000)));
            Assert.Equal(appended, read);

            File.Delete(ballast);
            Assert.Equal(appended + 1, log.Append(LogTesting.Payload(appended + 1, 1000)));
            Assert.True(reader.TryRead(out _));
        }

        LogTesting.AssertSound(path);
        using var next = MessageLog.Open(path);
        Assert.True(next.Recovery!.WasClosed);
    }

    private static bool TryMount(string path) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", path) == 0;

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1; // no such program
        }
    }
}
