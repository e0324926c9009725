using System.Diagnostics;
using System.Text.Json;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A reader written from the format pages alone, in another language, reads what we write and finds what is damaged.</summary>
public sealed class PythonReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_sample_in_python_prints_the_records_of_every_version()
    {
        SkipWithoutPython();
        using (var store = GraphStore.Open(_directory.Path, Samples.Relaxed))
        {
            Samples.WriteThreeVersions(store);
            store.Commit(batch =>
            {
                for (var index = 0; index < 700; index++)
                    batch.Upsert(new Edge($"s{index}", $"T{index % 20}", $"t{index % 7}", index % 3 == 0 ? $"{index}" : ""));
            });
            for (var version = 1; version <= 4; version++)
                Assert.Equal(Expected(store, version), Python(_directory.Path, version.ToString(System.Globalization.CultureInfo.InvariantCulture)).Output);
        }
    }

    [Fact]
    public void The_sample_in_python_reads_type_codes_of_two_bits()
    {
        const int edges = 1 << 17;
        SkipWithoutPython();
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            for (var index = 0; index < edges; index++)
                batch.Upsert(new Edge($"s{index}", index % 3 == 0 ? "A" : index % 3 == 1 ? "B" : "C", $"t{index}"));
        });
        Assert.Equal(1, File.ReadAllBytes(_directory["segments/seg_000001_edges.seg"])[8]);
        Assert.Equal(Expected(store, 1), Python(_directory.Path, "1").Output);
    }

    [Fact]
    public void The_sample_in_python_finds_a_flipped_bit()
    {
        SkipWithoutPython();
        using (var store = GraphStore.Open(_directory.Path, Samples.Relaxed))
            Samples.WriteThreeVersions(store);
        var path = _directory["segments/seg_000001_edges.seg"];
        var bytes = File.ReadAllBytes(path);
        bytes[200] ^= 4;
        File.WriteAllBytes(path, bytes);
        var (_, error, code) = Python(_directory.Path);
        Assert.Equal(1, code);
        Assert.Contains("seg_000001_edges.seg", error, StringComparison.Ordinal);
    }

    private static List<string> Expected(GraphStore store, int version)
    {
        using var snapshot = store.OpenSnapshot(new GraphVersion(version));
        var nodes = snapshot.Nodes().Select(node => $"{node.SemanticId}|{node.Type}|{node.Name}|{node.File}|{node.ContentHash}|{node.Metadata}");
        var edges = snapshot.Edges().Select(edge => $"{edge.Source}|{edge.Type}|{edge.Target}|{edge.Metadata}");
        return [.. nodes, .. edges];
    }

    private static (List<string> Output, string Error, int Code) Python(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Script(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Describe).ToList();
        process.WaitForExit();
        return (output, error.GetAwaiter().GetResult(), process.ExitCode);
    }

    private static string Describe(string line)
    {
        using var record = JsonDocument.Parse(line);
        string Text(string name) => record.RootElement.GetProperty(name).GetString() ?? "";
        return record.RootElement.TryGetProperty("src", out _)
            ? $"{Text("src")}|{Text("type")}|{Text("dst")}|{Text("metadata")}"
            : $"{Text("semantic_id")}|{Text("type")}|{Text("name")}|{Text("file")}|{Convert.ToUInt64(Text("content_hash").PadLeft(16, '0'), 16)}|{Text("metadata")}";
    }

    /// <summary>The script lies in the sources, above the program that is tested.</summary>
    private static string Script()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var script = Path.Combine(directory, "samples", "python", "read_segment.py");
            if (File.Exists(script))
                return script;
        }

        throw new FileNotFoundException("samples/python/read_segment.py lies above no directory of the tests.");
    }

    private static void SkipWithoutPython()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true });
            process!.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed, so that the reader in Python was not run.");
        }
    }
}
