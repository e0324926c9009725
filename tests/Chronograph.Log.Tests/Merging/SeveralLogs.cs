using System.Text;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A few logs whose timestamps a test owns.</summary>
internal sealed class SeveralLogs : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<MessageLog> _logs = [];

    public SeveralLogs(int count)
    {
        for (var index = 0; index < count; index++)
            _logs.Add(Open(index));
    }

    public ManualClock Clock { get; } = new();

    public IReadOnlyList<MessageLog> All => _logs;

    public MessageLog this[int index] => _logs[index];

    /// <summary>Appends a message with a timestamp in milliseconds after the clock's beginning.</summary>
    public void Append(int log, int milliseconds, string text) => _logs[log].Append(
        LogTesting.Bytes(text), new MessageProperties(TimestampNs: new ManualClock().NowNs + (milliseconds * 1_000_000L)));

    public LogMerge Merge(LogMergeOptions options) => LogMerge.Open(_logs, options with { TimeProvider = Clock });

    public void Reopen(int index)
    {
        _logs[index].Dispose();
        _logs[index] = Open(index);
    }

    /// <summary>Everything that a merge has to give now, as <c>0:text</c>, with <c>!</c> behind what is late.</summary>
    public static List<string> Texts(LogMerge merge)
    {
        var texts = new List<string>();
        while (merge.TryRead(out var merged))
            texts.Add($"{merged.Source}:{Encoding.UTF8.GetString(merged.Message.Payload)}{(merged.IsLate ? "!" : "")}");
        return texts;
    }

    public void Dispose()
    {
        _logs.ForEach(log => log.Dispose());
        _directory.Dispose();
    }

    private MessageLog Open(int index) =>
        MessageLog.Open(_directory[$"log-{index}"], LogTesting.Small with { TimeProvider = Clock });
}
