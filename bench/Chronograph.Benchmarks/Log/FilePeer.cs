namespace Chronograph.Benchmarks;

/// <summary>A file that is appended to and flushed after each message.</summary>
internal static class FilePeer
{
    public static double Measure(string directory, byte[] payload, bool toDisk, Func<Func<long>, double> rate)
    {
        using var file = new FileStream(Path.Combine(directory, $"file-{toDisk}"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        return rate(() =>
        {
            file.Write(payload);
            file.Flush(toDisk);
            return 1;
        });
    }
}
