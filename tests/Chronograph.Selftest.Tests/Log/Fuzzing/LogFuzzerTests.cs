using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

public class LogFuzzerTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    [Fact]
    public void Spoiled_logs_give_true_messages_or_typed_errors_and_can_be_repaired()
    {
        using var directory = new TemporaryDirectory();
        Randomness.Create(out var seed);
        var fuzzer = new LogFuzzer(directory.Path, seed);
        using var stop = new CancellationTokenSource(Longest);
        fuzzer.Run(executions: 400, () => fuzzer.Executions == 0 || !stop.IsCancellationRequested);
        Assert.True(fuzzer.Failures.Count == 0, string.Join("\n", fuzzer.Failures));
        Assert.True(fuzzer.Executions > 0);
    }
}
