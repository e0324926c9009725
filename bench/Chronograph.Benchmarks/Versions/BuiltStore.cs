using System.Diagnostics;
using System.Text.Json;
using Chronograph.Graph;
using Chronograph.Log;

namespace Chronograph.Benchmarks;

/// <summary>A store of many small commits, made once by relaxed ones with compaction in the background, and what that took.</summary>
internal sealed record BuiltStore
{
    private const int SampledMessages = 100;

    /// <summary>How many small commits made it.</summary>
    public required long Commits { get; init; }

    /// <summary>Its versions, those of the compaction included.</summary>
    public required long Versions { get; init; }

    /// <summary>The median of a relaxed commit, over the second half.</summary>
    public required double RelaxedMs { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The most segments that any version had.</summary>
    public required int MostSegments { get; init; }

    public required int Segments { get; init; }

    /// <summary>What the second half wrote for each commit: segments, with those merged on the way, manifests, pointers, tags, history.</summary>
    public required double BytesPerCommit { get; init; }

    /// <summary>The same of the commit in the middle, which merged nothing.</summary>
    public required double TypicalBytesPerCommit { get; init; }

    /// <summary>What compaction in the background wrote besides, for each commit.</summary>
    public required double MergedBytesPerCommit { get; init; }

    /// <summary>Makes the store, or finds it made.</summary>
    public static BuiltStore Make(string path, long commits, bool growing, CancellationToken stop)
    {
        var figures = path + ".json";
        if (File.Exists(figures))
            return JsonSerializer.Deserialize<BuiltStore>(File.ReadAllText(figures))!;
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        var built = Build(path, commits, new SmallCommits(growing), stop);
        File.WriteAllText(figures, JsonSerializer.Serialize(built));
        return built;
    }

    private static BuiltStore Build(string path, long commits, SmallCommits work, CancellationToken stop)
    {
        var files = new CountedFileSystem(Path.Combine(path, "history"));
        using var store = GraphStore.Open(path, new GraphStoreOptions { Durability = CommitDurability.Relaxed, CompactInBackground = true, Files = files });
        work.CommitFirst(store);
        var (began, times, bytes, most) = (Stopwatch.GetTimestamp(), new List<double>(), new List<double>(), 0);
        var (half, byMerges) = (commits / 2, 0L);
        for (var number = 1L; number <= commits; number++)
        {
            stop.ThrowIfCancellationRequested();
            var (commit, written) = (work.Prepare(store, number), files.ByCommits);
            var start = Stopwatch.GetTimestamp();
            var version = commit();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            most = Math.Max(most, version.Segments);
            bytes.Add(files.ByCommits - written);
            if (number == half)
                byMerges = files.ByMerges;
            if (number % 10_000 == 0)
                Console.Error.WriteLine($"{number} commits, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        }

        var message = MessageBytes(Path.Combine(path, "history"));
        return new BuiltStore
        {
            Commits = commits,
            Versions = store.Latest.Number,
            RelaxedMs = Median.Of(times.Skip((int)half)),
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            MostSegments = most,
            Segments = store.GetVersion(store.Latest).Segments,
            BytesPerCommit = bytes.Skip((int)half).Average() + message,
            TypicalBytesPerCommit = Median.Of(bytes.Skip((int)half)) + message,
            MergedBytesPerCommit = (files.ByMerges - byMerges) / (double)(commits - half),
        };
    }

    /// <summary>What a message of the history takes, of the newest.</summary>
    private static double MessageBytes(string history)
    {
        using var log = MessageLog.OpenReadOnly(history);
        using var reader = log.CreateReader(LogStart.At(Math.Max(1, log.NextSequence - SampledMessages)));
        var (bytes, messages) = (0L, 0);
        for (; reader.TryRead(out var message); messages++)
            bytes += 64 + ((message.Payload.Length + 63) / 64 * 64);
        return bytes / (double)messages;
    }
}
