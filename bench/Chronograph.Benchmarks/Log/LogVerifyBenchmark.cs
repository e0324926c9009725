using System.CommandLine;
using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Benchmarks;

/// <summary>Verifying a log, beside reading the same files in a plain loop; and opening a log whose tail was not flushed, to read and to write.</summary>
internal static class LogVerifyBenchmark
{
    private const long Size = 512L << 20;
    private const int Block = 1 << 20;

    public static Command Command()
    {
        var runs = new Option<int>("--runs") { Description = "Pairs of runs that count.", DefaultValueFactory = _ => 5 };
        var command = new Command("log-verify", "Verifying beside a plain read of the same files; a reader and a writer that come to 128 MiB which were not flushed.") { runs };
        command.SetAction(parsed =>
        {
            foreach (var payload in new[] { 64, 1024, 65536 })
                Verify(payload, parsed.GetValue(runs));
            Recover(parsed.GetValue(runs));
        });
        return command;
    }

    private static void Verify(int payload, int runs)
    {
        var directory = Directory.CreateTempSubdirectory("chronograph-bench-").FullName;
        try
        {
            Fill(directory, payload, Size);
            var (reads, verifies, shares) = (new List<double>(), new List<double>(), new List<double>());
            _ = (Read(directory), TimeOfVerify(directory));
            for (var run = 0; run < runs; run++)
            {
                var (bytes, read) = Read(directory);
                var verify = TimeOfVerify(directory);
                reads.Add(bytes / read / 1e9);
                verifies.Add(bytes / verify / 1e9);
                shares.Add(100 * read / verify);
            }

            Console.WriteLine($"payload {payload,6}: plain read {Median.Describe(reads, "0.00")} GB/s, verify {Median.Describe(verifies, "0.00")} GB/s, share {Median.Describe(shares, "0")} %");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Recover(int runs)
    {
        var (reads, readers, writers) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            var directory = Directory.CreateTempSubdirectory("chronograph-bench-").FullName;
            try
            {
                using (var log = MessageLog.Open(Path.Combine(directory, "alive")))
                {
                    Append(log, 64, (128L << 20) - 4096);
                    var image = Directory.CreateDirectory(Path.Combine(directory, "image")).FullName;
                    foreach (var name in new[] { "000000000.q", "control.meta", "index.meta" })
                        File.Copy(Path.Combine(log.Directory, name), Path.Combine(image, name));
                }

                var path = Path.Combine(directory, "image");
                _ = Read(path);
                reads.Add(Read(path).Seconds);
                readers.Add(TimeOfFirstMessage(path));
                var start = Stopwatch.GetTimestamp();
                using var recovered = MessageLog.Open(path);
                writers.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                Console.Write($"{recovered.Recovery!.MessagesScanned} messages scanned; ");
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"a tail of 128 MiB that was not flushed, 64-byte messages: plain read {Median.Describe(reads, "0.000")} s, "
            + $"first message for a reader {Median.Describe(readers, "0.000")} s, opening for a writer {Median.Describe(writers, "0.000")} s");
    }

    // It looks for the end before it reads, since no writer has recovered the log.
    private static double TimeOfFirstMessage(string directory)
    {
        var start = Stopwatch.GetTimestamp();
        using var log = MessageLog.OpenReadOnly(directory);
        using var reader = log.CreateReader(LogStart.First);
        if (!reader.TryRead(out _))
            throw new InvalidOperationException("The log is empty.");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double TimeOfVerify(string directory)
    {
        var start = Stopwatch.GetTimestamp();
        if (!MessageLog.Verify(directory).Ok)
            throw new InvalidOperationException("The log is not sound.");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static (long Bytes, double Seconds) Read(string directory)
    {
        var buffer = new byte[Block];
        var total = 0L;
        var start = Stopwatch.GetTimestamp();
        foreach (var path in Directory.EnumerateFiles(directory, "*.q"))
        {
            using var file = FileSystem.Disk.Open(path, FileIntent.ReadOnly);
            int read;
            for (var offset = 0L; (read = file.Read(buffer, offset)) > 0; offset += read)
                total += read;
        }

        return (total, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static void Fill(string directory, int payload, long size)
    {
        using var log = MessageLog.Open(directory);
        Append(log, payload, size);
    }

    private static void Append(MessageLog log, int payload, long size)
    {
        var bytes = new byte[payload];
        new Random(1).NextBytes(bytes);
        var record = (payload + 127) / 64 * 64;
        for (var written = 0L; written + record <= size; written += record)
            log.Append(bytes);
    }
}
