using System.Diagnostics;

namespace Chronograph.Benchmarks;

/// <summary>The floor of a strict commit: one flush of a new small file.</summary>
internal sealed class FlushFloor(string directory)
{
    private static readonly byte[] Content = new byte[4096];
    private int _files;

    /// <summary>Milliseconds of the flush alone; making and writing the file is not counted.</summary>
    public double Measure()
    {
        var path = Path.Combine(directory, $"floor{_files++}");
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, Content, 0);
        var start = Stopwatch.GetTimestamp();
        RandomAccess.FlushToDisk(file);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
