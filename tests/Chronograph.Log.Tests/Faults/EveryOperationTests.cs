using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A run in which one operation on files fails, for every operation that there is.</summary>
public class EveryOperationTests
{
    private const int BatchSize = 40;
    private const int MostOperations = 2000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_failed_operation_is_a_typed_error_and_costs_nothing_that_was_reported(bool isFull)
    {
        var number = 0;
        do
        {
            number++;
            Assert.True(number < MostOperations);
        }
        while (FailAt(number, isFull));
        Assert.True(number > 40, $"only {number} operations");
    }

    // Returns whether there was an operation of that number.
    private static bool FailAt(int number, bool isFull)
    {
        using var directory = new TemporaryDirectory();
        var files = new FailingOnce(number, isFull);
        var script = new Script(directory["log"], files);
        if (Record.Exception(script.Run) is { } error)
            Assert.True(error is ChronographException or IOException { Message: FailingOnce.Message }, $"operation {number}: {error}");
        if (script.Reported > 0)
            script.AssertKept($"operation {number}, {files.Failed}, read");
        using (var log = MessageLog.Open(directory["log"], LogTesting.Small))
            log.Append(LogTesting.Bytes($"m{log.NextSequence} "));
        script.AssertKept($"operation {number}, {files.Failed}, reopened");
        LogTesting.AssertSound(directory["log"]);
        return files.Failed is not null;
    }

    private sealed class FailingOnce(int number, bool isFull) : ForwardingFileSystem
    {
        public const string Message = "Input/output error";

        private int _count;

        public string? Failed { get; private set; }

        public override void Before(Operation operation, string path)
        {
            if (Interlocked.Increment(ref _count) != number)
                return;
            Failed = $"{operation} of {Path.GetFileName(path)}";
            throw isFull ? new StorageFullException(path, new IOException("No space left on device")) : new IOException(Message);
        }
    }

    private sealed class Script(string path, FileSystem files)
    {
        private long _batchBegins = long.MaxValue;

        /// <summary>The last message whose append returned.</summary>
        public long Reported { get; private set; }

        public void Run()
        {
            using var log = MessageLog.Open(path, LogTesting.Small, files);
            Append(log, 100);
            log.Flush();
            using (var cursor = log.OpenCursor("reader"))
                cursor.Save(50);
            using (var batch = log.BeginBatch())
            {
                _batchBegins = log.NextSequence;
                for (var count = 0; count < BatchSize; count++)
                    batch.Append(Payload(_batchBegins + count));
                batch.Commit();
                Reported = log.NextSequence - 1;
            }

            log.WaitDurableAsync(Reported).GetAwaiter().GetResult();
            Append(log, 100);
            log.WaitUntilWorkerIsIdle();
            log.Retain(new RetentionPolicy { MaxBytes = 4 * 65536 });
            Append(log, 10);
        }

        public void AssertKept(string what)
        {
            using var log = MessageLog.OpenReadOnly(path);
            using var reader = log.CreateReader(LogStart.First);
            var next = log.FirstSequence;
            Assert.True(next < 50, what);
            for (; reader.TryRead(out var message); next++)
            {
                Assert.Equal(next, message.Sequence);
                Assert.StartsWith($"m{next} ", System.Text.Encoding.UTF8.GetString(message.Payload), StringComparison.Ordinal);
            }

            Assert.True(next > Reported, $"{what}: {Reported} reported, and the log ends before {next}");
        }

        private static byte[] Payload(long number) => LogTesting.Bytes($"m{number} ".PadRight(1500, '.'));

        private void Append(MessageLog log, int count)
        {
            for (; count > 0; count--)
                Reported = log.Append(Payload(log.NextSequence));
        }
    }
}
