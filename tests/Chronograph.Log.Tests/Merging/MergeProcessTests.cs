using System.Diagnostics;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public sealed class MergeProcessTests : IDisposable
{
    private static readonly LogMergeOptions Options = new()
    {
        Follow = true,
        Cursor = "merge",
        AllowedLateness = TimeSpan.FromMilliseconds(500),
    };

    private readonly TemporaryDirectory _directory = new();
    private readonly List<Process> _writers = [];
    private readonly List<MessageLog> _logs = [];

    public void Dispose()
    {
        _logs.ForEach(log => log.Dispose());
        foreach (var writer in _writers)
        {
            writer.Kill();
            writer.WaitForExit();
            writer.Dispose();
        }

        _directory.Dispose();
    }

    [Fact]
    public void Logs_that_other_processes_write_come_as_one_ordered_stream_exactly_once()
    {
        for (var log = 0; log < 3; log++)
            StartWriter(_directory[$"log-{log}"]);
        var next = new long[] { 1, 1, 1 };
        while (next.Any(sequence => sequence <= ChildProcess.MessagesOfSome))
        {
            using var merge = LogMerge.Open(_logs, Options);
            Read(merge, next, count: 4000);
            merge.Save(durable: false);
        }
    }

    // A writer that the machine holds up for longer than allowed is late, and must say so; everything else is in order.
    private static void Read(LogMerge merge, long[] next, int count)
    {
        var newest = default(MergeKey);
        while (count > 0 && next.Any(sequence => sequence <= ChildProcess.MessagesOfSome))
        {
            Assert.True(merge.Wait(TimeSpan.FromSeconds(30)));
            while (count-- > 0 && merge.TryRead(out var merged))
            {
                Assert.Equal(next[merged.Source]++, merged.Message.Sequence);
                Assert.Equal(merged.Message.Sequence, BitConverter.ToInt64(merged.Message.Payload));
                var key = new MergeKey(merged.Message.TimestampNs, merged.Source);
                Assert.Equal(key < newest, merged.IsLate);
                newest = MergeKey.Max(newest, key);
            }
        }
    }

    private void StartWriter(string directory)
    {
        _writers.Add(ChildProcess.Start("append-some", directory));
        Assert.True(SpinWait.SpinUntil(() => MessageLog.Exists(directory), TimeSpan.FromSeconds(30)));
        _logs.Add(MessageLog.OpenReadOnly(directory));
    }
}
