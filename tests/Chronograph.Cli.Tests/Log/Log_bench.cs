using System.Text.Json;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Log_bench : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string LogPath => Path.Combine(_directory.Path, "log");

    [Fact]
    public void Measures_beside_a_log_and_leaves_nothing_behind()
    {
        var result = Tool.Run("log", "bench", LogPath, "--messages", "1000", "--readers", "1", "--format", "json").Succeeds().Json;
        foreach (var name in (string[])["floor_ns", "append_ns", "append_precise_ns", "batch_ns", "read_ns", "scan_ns", "clock_ns", "messages_per_second"])
            Assert.True(result.GetProperty(name).GetDouble() > 0, name);
        Assert.Equal(0, result.GetProperty("bytes_allocated_per_message").GetDouble());
        Assert.Equal(64, result.GetProperty("payload").GetInt64());
        Assert.NotEmpty(result.GetProperty("machine").GetString()!);
        Assert.NotEmpty(result.GetProperty("file_system").GetString()!);

        foreach (var latency in (JsonElement[])[result.GetProperty("latency_ns"), result.GetProperty("latency_floor_ns")])
        {
            var percentiles = Array.ConvertAll(["p50", "p90", "p99", "p99.9", "max"], name => latency.GetProperty(name).GetInt64());
            Assert.Equal(percentiles.Order(), percentiles);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Says_the_same_as_text()
    {
        var lines = Tool.Run("log", "bench", LogPath, "--messages", "1000", "--payload", "100", "--readers", "0").Succeeds().Lines;
        Assert.Contains(lines, line => line.StartsWith("append, caller's timestamp", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("read, checksums verified", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_a_place_that_does_not_exist() =>
        Tool.Run("log", "bench", Path.Combine(_directory.Path, "no", "log")).Fails(2, "does not exist");

    public void Dispose() => _directory.Dispose();
}
