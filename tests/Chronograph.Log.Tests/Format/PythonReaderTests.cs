using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>The sample reader in Python, which knows of the format only what <c>docs/format/log.md</c> says, against ours.</summary>
public class PythonReaderTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "samples", "python", "read_log.py");

    [Theory]
    [InlineData("log-v1")]
    [InlineData("log-v1-killed")]
    [InlineData("log-v1-batch")]
    [InlineData("log-v1-empty")]
    public void Golden_logs_read_the_same(string name)
    {
        using var directory = new TemporaryDirectory();
        AssertSame(LogTesting.Copy(Path.Combine(Repository.Root, "tests", "Chronograph.Log.Tests", "Golden", name), directory["log"]));
    }

    [Fact]
    public void A_log_that_is_being_written_reads_the_same()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out _);
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        for (var number = 0; number < 300; number++)
            log.Append(LogTesting.Payload(number, random.Next(600)), (ushort)random.Next(5));
        using (var batch = log.BeginBatch())
        {
            for (var number = 0; number < 300; number++)
                batch.Append(LogTesting.Bytes($"drei ü -> 漢 {number}"));
            batch.Commit();
        }

        log.Retain(new RetentionPolicy { MaxBytes = 2 * MessageLogOptions.SegmentSizeUnit });
        using var open = log.BeginBatch();
        open.Append("not published"u8);
        AssertSame(directory.Path);
    }

    [Fact]
    public void A_published_batch_whose_segments_are_not_sealed_yet_reads_the_same()
    {
        using var directory = new TemporaryDirectory();
        AssertSame(UnsealedBatchTests.KilledBeforeTheSeals(directory, sealedAlready: 1));
    }

    [Fact]
    public void Damage_is_found_and_named()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            log.Append("first"u8);
            log.Append("second"u8);
        }

        foreach (var offset in new[] { 20, 64 + 30, 64 + 64 + 2, 192 + 9, 192 + 45 })
        {
            LogTesting.Edit(directory["000000000.q"], bytes => bytes[offset] ^= 1);
            var (exitCode, _, error) = Run(directory.Path);
            Assert.Equal(3, exitCode);
            Assert.StartsWith($"DAMAGED: {directory["000000000.q"]} at offset {(offset < 64 ? 0 : offset < 192 ? 64 : 192)}: ", error);
            LogTesting.Edit(directory["000000000.q"], bytes => bytes[offset] ^= 1);
        }

        Assert.Equal(0, Run(directory.Path).ExitCode);
    }

    private static void AssertSame(string path)
    {
        var (exitCode, output, error) = Run(path);
        Assert.True(exitCode == 0, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var log = MessageLog.OpenReadOnly(path);
        using var reader = log.CreateReader(LogStart.First);
        foreach (var line in lines)
        {
            Assert.True(reader.TryRead(out var message));
            AssertSame(message, JsonDocument.Parse(line).RootElement);
        }

        Assert.False(reader.TryRead(out _));
        Assert.Contains($"\n{lines.Length} messages, all sound\n", $"\n{error}");
    }

    private static void AssertSame(in Message message, JsonElement printed)
    {
        Assert.Equal(message.Sequence, printed.GetProperty("seq").GetInt64());
        Assert.Equal(message.TimestampNs, printed.GetProperty("timestamp_ns").GetInt64());
        Assert.Equal(message.Type, printed.GetProperty("type").GetUInt16());
        Assert.Equal(message.Payload.Length, printed.GetProperty("length").GetInt32());
        if (Utf8.IsValid(message.Payload))
            Assert.Equal(Encoding.UTF8.GetString(message.Payload), printed.GetProperty("payload").GetString());
        else
            Assert.Equal(message.Payload.ToArray(), printed.GetProperty("payload_base64").GetBytesFromBase64());
    }

    private static (int ExitCode, string Output, string Error) Run(string log)
    {
        var start = new ProcessStartInfo("python3", [Script, log])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("This machine has no python3, so the sample reader in Python was not run.");
            throw;
        }
    }
}
