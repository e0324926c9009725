using Chronograph.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chronograph.Log;

/// <summary>Everything that the one writer of a log holds: lock, control file, worker, appender.</summary>
internal sealed class LogWriter : IDisposable
{
    private const uint MostEpochsAhead = 1 << 24;

    private readonly DirectoryLock _lock;
    private readonly SegmentSupply _supply;
    private readonly FlushTrigger _flushes;

    private LogWriter(
        DirectoryLock held, ControlFile control, WakeSignal signal, Flusher flusher, SegmentSupply supply, FlushTrigger flushes, Appender appender)
    {
        _lock = held;
        _supply = supply;
        _flushes = flushes;
        Control = control;
        Signal = signal;
        Flusher = flusher;
        Appender = appender;
        GroupCommit = new GroupCommit(() => flusher.Flush(appender.Published), () => flusher.DurableSequence);
    }

    public ControlFile Control { get; }

    public WakeSignal Signal { get; }

    public Flusher Flusher { get; }

    public Appender Appender { get; }

    public GroupCommit GroupCommit { get; }

    public required LogRoom Room { get; init; }

    public required Retainer Retainer { get; init; }

    public required AppendedNumbers Appended { get; init; }

    public required LogRecovery Recovery { get; init; }

    /// <summary>Waits until the next segment is ready and retired ones are durable.</summary>
    public void WaitUntilWorkerIsIdle() => _supply.WaitUntilIdle();

    /// <summary>Takes the lock, recovers, and makes ready to append.</summary>
    public static LogWriter Open(LogDirectory directory, MessageLogOptions options)
    {
        var held = WriterLock.Acquire(directory);
        try
        {
            return Open(directory, options, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            Appender.Stop();
            _flushes.Dispose();
            GroupCommit.Stop();
            _supply.Dispose();
            Retainer.Stop();
            CloseWhole();
        }
        finally
        {
            Flusher.Dispose();
            Appender.Close();
            Signal.Dispose();
            Control.Dispose();
            _lock.Dispose();
        }
    }

    /// <summary>The same under a lock that is held already, and that the writer releases when it is disposed.</summary>
    public static LogWriter Open(LogDirectory directory, MessageLogOptions options, DirectoryLock held)
    {
        ILogger logger = options.LoggerFactory?.CreateLogger("Chronograph.Log") is { } given ? new HarmlessLogger(given) : NullLogger.Instance;
        var control = ControlFile.OpenForWriting(directory);
        WakeSignal? signal = null;
        Flusher? flusher = null;
        Recovered? recovered = null;
        try
        {
            var geometry = control.ReadGeometry();
            var files = WriterFiles.Of(directory);
            var isUnfenced = geometry is null ? files != default : control.WriterFiles.MayHaveMapped(files);
            recovered = LogRecoverer.Run(directory, geometry is null ? null : control.ReadCheckpoint(), geometry?.SegmentSize, files, isUnfenced);
            files.ThrowIfLost(directory);
            var segmentSize = recovered.SegmentSize != 0 ? recovered.SegmentSize : geometry?.SegmentSize ?? options.SegmentSize;
            var epoch = NextEpoch(geometry is null ? 0 : control.WriterEpoch, recovered.NewestEpoch);
            control.WriteGeometry(new LogGeometry(segmentSize));
            control.WriterEpoch = epoch;
            control.WriterFiles = files;
            control.IsRecovered = true;
            if (recovered.Durable == Checkpoint.None)
                control.ClearCheckpoints();
            signal = new WakeSignal(control);
            flusher = new Flusher(directory, control, files, signal, recovered.Durable, logger);
            flusher.MarkClosed(false);
            SyncDirectories(directory);

            Report(logger, directory, recovered.Report, epoch);
            var room = new LogRoom(directory, segmentSize, options, Lowest(directory), logger);
            var supply = new SegmentSupply(directory, flusher, room, segmentSize, logger);
            var sealer = new SegmentSealer(directory, supply, flusher);
            var head = new AppendHead(segmentSize, epoch, recovered.Append, supply, sealer, logger);
            var clock = new TimestampSource(options);
            var flushing = flusher;
            Action flush = () => flushing.Flush(head.Published);
            var retainer = new Retainer(directory, control, flush, signal, room, options.TimeProvider, logger);
            if (options.Retention is { } policy)
                room.Relieve = () => retainer.Apply(policy, dryRun: false);
            room.Freed = supply.LookAgain;
            foreach (var segment in recovered.Retired)
                flusher.Retire(segment);
            supply.RequestFlush();
            var flushes = new FlushTrigger(options, head.NextSequence, flush);
            var appender = new Appender(head, clock, new BatchAppender(directory, head, clock, sealer, flusher), flusher, signal, flushes);
            return new LogWriter(held, control, signal, flusher, supply, flushes, appender)
            {
                Room = room,
                Retainer = retainer,
                Appended = new AppendedNumbers(appender, StartOf(recovered.Append), segmentSize),
                Recovery = recovered.Report,
            };
        }
        catch
        {
            recovered?.Append.Head?.Dispose();
            flusher?.Dispose();
            signal?.Dispose();
            control.Dispose();
            throw;
        }
    }

    private static SegmentId Lowest(LogDirectory directory) => directory.ListSegments() is [var lowest, ..] ? lowest : SegmentId.First;

    private static LogPosition StartOf(AppendState state) => state.Head is { } head
        ? new LogPosition(head.Id, state.HeadOffset, state.NextSequence)
        : new LogPosition(state.NextSegment, SegmentHeader.Size, state.NextSequence);

    // Grows with every writer, whichever of the two places was lost.
    // What control.meta says without a checksum counts only as far as writers without a message can have come.
    private static uint NextEpoch(uint inControl, uint inSegments)
    {
        var newest = inControl > inSegments && inControl - inSegments <= MostEpochsAhead ? inControl : inSegments;
        return newest == uint.MaxValue ? newest : newest + 1;
    }

    private static void SyncDirectories(LogDirectory directory)
    {
        directory.Files.SyncDirectory(directory.Path);
        if (Path.GetDirectoryName(directory.Path) is { Length: > 0 } parent)
            directory.Files.SyncDirectory(parent);
    }

    private static void Report(ILogger logger, LogDirectory directory, LogRecovery recovery, uint epoch)
    {
        if (recovery.DroppedBytes > 0)
            logger.TailDropped(directory.Path, recovery.DroppedBytes);
        foreach (var file in recovery.Quarantined)
            logger.SetAside(directory.Path, file);
        logger.Opened(directory.Path, recovery.NextSequence, epoch);
    }

    // A log whose last flush fails is left as a crash would leave it: the next writer recovers it.
    private void CloseWhole()
    {
        try
        {
            Flusher.Flush(Appender.Published);
            Flusher.MarkClosed(true);
        }
        catch (IOException)
        {
            _ = Flusher.Fault; // the failure was reported, or is reported by the next writer's recovery
        }
    }
}
