using System.Diagnostics;
using Chronograph.Storage;

namespace Chronograph.Benchmarks;

/// <summary>
/// What the disk alone asks of a strict commit: the same files made, written, flushed side by side and exchanged, by the same
/// means, with nothing to think about in between.
/// </summary>
internal sealed class CommitFloor : IDisposable
{
    // What a commit here writes: two segments, a manifest, a pointer.
    private static readonly byte[] NodeSegment = new byte[8_700];
    private static readonly byte[] EdgeSegment = new byte[9_700];
    private static readonly byte[] Manifest = new byte[9_400];
    private static readonly byte[] Pointer = new byte[200];

    private readonly string _segments;
    private readonly string _manifests;
    private readonly FlushWorkers _workers = new();
    private readonly SwappedFile _pointer;
    private int _commits;

    public CommitFloor(string directory)
    {
        _segments = Directory.CreateDirectory(Path.Combine(directory, "segments")).FullName;
        _manifests = Directory.CreateDirectory(Path.Combine(directory, "manifests")).FullName;
        _pointer = new SwappedFile(FileSystem.Disk, Path.Combine(directory, "current"), durable: true);
    }

    /// <summary>Milliseconds of one.</summary>
    public double Measure()
    {
        var start = Stopwatch.GetTimestamp();
        var number = _commits++;
        var (nodes, edges) = (Path.Combine(_segments, $"{number}_nodes"), Path.Combine(_segments, $"{number}_edges"));
        var manifest = Path.Combine(_manifests, $"{number}");
        using var flushes = new FlushGroup(FileSystem.Disk, _workers);
        flushes.Announce(_segments, FileIntent.CreateNew, nodes, edges);
        flushes.Announce(_manifests, FileIntent.CreateOrTruncate, manifest);
        flushes.Write(nodes, NodeSegment);
        flushes.Write(edges, EdgeSegment);
        flushes.Write(manifest, Manifest);
        flushes.Begin(_pointer.Write(Pointer));
        flushes.Flush();
        _pointer.Replace();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose()
    {
        _pointer.Dispose();
        _workers.Dispose();
    }
}
