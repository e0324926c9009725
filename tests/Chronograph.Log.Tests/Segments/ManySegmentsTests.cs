using System.Globalization;
using Chronograph.Selftest;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>What a log holds of the process must not grow with the number of its segments.</summary>
public sealed class ManySegmentsTests : IDisposable
{
    // CHRONOGRAPH_SEGMENTS=10000 tries ten thousand, which takes most of a minute.
    private static readonly int Segments = int.Parse(Environment.GetEnvironmentVariable("CHRONOGRAPH_SEGMENTS") ?? "1500", CultureInfo.InvariantCulture);

    private const int MostMaps = 64; // the writer's head, what is prepared and what waits for its flush, and two for the reader
    private const int Payload = (int)MessageLogOptions.SegmentSizeUnit - SegmentHeader.Size - RecordLayout.HeaderSize;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Maps_and_handles_of_writer_and_reader_stay_few_however_many_segments_there_are()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var log = MessageLog.Open(_directory.Path, LogTesting.Small, new UnflushedDisk());
        using var reader = log.CreateReader(LogStart.First);
        var payload = new byte[Payload];
        for (var number = 1; number <= Segments; number++)
        {
            BitConverter.TryWriteBytes(payload, number);
            log.Append(payload);
            Assert.True(reader.TryRead(out var message));
            Assert.Equal(number, BitConverter.ToInt32(message.Payload));
            if (number % 500 == 0)
                AssertFew();
        }

        using var again = log.CreateReader(LogStart.At(Segments / 2));
        Assert.True(again.TryRead(out var found));
        Assert.Equal(Segments / 2, found.Sequence);
        for (var left = Segments / 2; left > 0; left--)
            Assert.True(again.TryRead(out _));
        AssertFew();
    }

    public void Dispose() => _directory.Dispose();

    private void AssertFew()
    {
        Assert.InRange(File.ReadLines("/proc/self/maps").Count(line => line.Contains(_directory.Path, StringComparison.Ordinal)), 1, MostMaps);
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Count(IsOurs), 1, MostMaps);
    }

    private bool IsOurs(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, false)?.FullName.StartsWith(_directory.Path, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false; // closed since it was listed
        }
    }
}
