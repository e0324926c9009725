using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Appends in each way that is measured, into a segment that is populated already, beside the floor.</summary>
internal sealed class AppendSpeed : IDisposable
{
    private const int BatchLength = 32;
    private const int Ways = 3;
    private const int Floors = 3;

    private readonly MessageLog _log;
    private readonly string _floorPath;
    private readonly RawLog _floor;
    private readonly byte[] _payload;
    private readonly long _iterations;
    private readonly long _untilNextIsAsked;
    private long _timestamp = UnixTime.ToNanoseconds(DateTimeOffset.UtcNow.AddDays(1)); // never older than a precise one, which the log would have to raise

    /// <summary>Makes everything ready: the log's first segment holds all that will be appended.</summary>
    /// <param name="directory">Where the files go.</param>
    /// <param name="payloadBytes">Bytes of each message.</param>
    /// <param name="iterations">Messages in a round.</param>
    public AppendSpeed(string directory, int payloadBytes, long iterations)
    {
        _payload = Payloads.Random(payloadBytes);
        _iterations = (iterations + BatchLength - 1) / BatchLength * BatchLength;
        var each = (2 * Rounds.WarmUp) + (Rounds.Count * _iterations);
        _floorPath = Path.Combine(directory, "floor");
        _floor = RawLog.Create(_floorPath, Floors * each * RecordLayout.SizeOf(payloadBytes));
        Directory = Path.Combine(directory, "append");
        var size = SegmentSizes.For(SegmentSizes.WithNextAsked(Ways * each) + BatchLength, payloadBytes);
        _untilNextIsAsked = SegmentSizes.UntilNextIsAsked(size, payloadBytes);
        _log = MessageLog.Open(Directory, new MessageLogOptions { SegmentSize = size });
    }

    /// <summary>The log's directory.</summary>
    public string Directory { get; }

    /// <summary>How many messages the log holds.</summary>
    public long Messages => _log.NextSequence - 1;

    /// <summary>Measures every way in turn.</summary>
    /// <param name="cached">
    /// Whether the memory of each round is brought into the processor's cache before: then the processor is measured,
    /// else the memory with it, as a log that goes on to fresh segments has it.
    /// </param>
    public AppendTimes Measure(bool cached = false)
    {
        Rounds.Warm(Floor, TimedFloor, Copy, Append, Precise, Batch);
        Append(_untilNextIsAsked);
        _log.WaitUntilWorkerIsIdle();
        using var segment = RawLog.OpenToScan(new LogDirectory(Storage.FileSystem.Disk, Directory).SegmentPath(SegmentId.First));
        using var floor = RawLog.OpenToScan(_floorPath); // as the log's: bytes come into the cache, addresses do not
        var times = Rounds.Measure(_iterations, way => Prepare(way < Floors ? floor : segment, way < Floors, cached), Floor, TimedFloor, Copy, Append, Precise, Batch);
        return new AppendTimes(times[0], times[1], times[2], times[3], times[4], times[5]);
    }

    /// <summary>Bytes that an append allocates, over a round of them.</summary>
    public double Allocated() => Allocation.PerIteration(Append, Rounds.WarmUp);

    public void Dispose()
    {
        _floor.Dispose();
        _log.Dispose();
    }

    private void Floor(long count) => _floor.Append(_payload, count);

    private void TimedFloor(long count) => _floor.AppendTimed(_payload, count);

    private void Copy(long count) => _floor.Copy(_payload, count);

    // Only what the next loop writes: what is touched last is nearest to the processor.
    private void Prepare(RawLog file, bool isFloor, bool cached)
    {
        var length = _iterations * RecordLayout.SizeOf(_payload.Length);
        _log.PopulateAhead(length);
        _floor.PopulateAhead(length);
        if (cached)
            _ = file.Touch(isFloor ? _floor.Offset : SegmentHeader.Size + (Messages * RecordLayout.SizeOf(_payload.Length)), length);
    }

    private void Append(long count)
    {
        for (var index = 0L; index < count; index++)
            _log.Append(_payload, new MessageProperties(TimestampNs: ++_timestamp));
    }

    private void Precise(long count)
    {
        for (var index = 0L; index < count; index++)
            _log.Append(_payload);
    }

    private void Batch(long count)
    {
        for (var done = 0L; done < count; done += BatchLength)
        {
            using var batch = _log.BeginBatch();
            for (var index = 0; index < BatchLength; index++)
                batch.Append(_payload, new MessageProperties(TimestampNs: ++_timestamp));
            batch.Commit();
        }
    }
}
