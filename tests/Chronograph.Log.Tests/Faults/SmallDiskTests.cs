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
            UseHints(log, appended, Path.GetDirectoryName(path)!);

            File.Delete(ballast);
            using (var cursor = log.OpenCursor("reader"))
                cursor.Save(2);
            Assert.Equal(appended + 1, log.Append(LogTesting.Payload(appended + 1, 1000)));
            Assert.True(reader.TryRead(out _));
        }

        LogTesting.AssertSound(path);
        using var next = MessageLog.Open(path);
        Assert.True(next.Recovery!.WasClosed);
    }

    // With not one byte left: marks are rewritten in place and go on, a first cursor needs room and says so.
    private static void UseHints(MessageLog log, long appended, string disk)
    {
        log.WaitUntilWorkerIsIdle(); // what it could not finish gives room back
        FillTheRest(Path.Combine(disk, "rest"));
        log.WaitDurableAsync(appended).GetAwaiter().GetResult();
        log.Flush();
        Assert.Throws<StorageFullException>(() =>
        {
            using var cursor = log.OpenCursor("reader");
            cursor.Save(2);
        });
        Assert.Throws<StorageFullException>(() => MessageLog.Open(Path.Combine(disk, "other"), LogTesting.Small));
        Assert.False(MessageLog.Exists(Path.Combine(disk, "other")));
        File.Delete(Path.Combine(disk, "rest"));
    }

    private static void FillTheRest(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // full, as it should be
        }
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
