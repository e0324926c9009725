using System.Diagnostics;
using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>
/// The long run: one writer that rolls, retains and reopens, and readers in other processes that are killed at random and go
/// on from their cursors. Each must see every message exactly once and in order.
/// </summary>
/// <remarks>
/// Exactly: the lives of a reader begin where the last one saved; within a life every message comes, in sequence, with the
/// bytes that were appended; the last life ends with the last message of the log.
/// </remarks>
internal sealed class LogSoak(LogSoakOptions options, Action<string> say)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(30);
    private static readonly ReaderKind[] Kinds = Enum.GetValues<ReaderKind>();

    private readonly Violations _violations = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Runs to the end, or until something is not as promised.</summary>
    /// <param name="cancellationToken">Ends the appending early; what was appended is still read to its end.</param>
    public LogSoakResult Run(CancellationToken cancellationToken = default)
    {
        using var writer = new SoakWriter(options);
        var readers = Enumerable.Range(0, options.Readers)
            .Select(index => new ReaderLives(options, $"reader-{index + 1}", Kinds[index % Kinds.Length], _violations))
            .ToList();
        try
        {
            var lives = readers.ConvertAll(reader => Task.Factory.StartNew(reader.Run, TaskCreationOptions.LongRunning));
            Append(writer, readers, cancellationToken);
            writer.Finish();
            Finish(writer, readers, lives);
            return Result(writer, readers);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    private void Append(SoakWriter writer, List<ReaderLives> readers, CancellationToken stop)
    {
        var nextReport = BetweenReports;
        while (Elapsed < options.Duration && !_violations.Any && !stop.IsCancellationRequested)
        {
            if (writer.Messages - readers.Min(reader => reader.NextSequence) < options.LargestLag)
                writer.Step();
            else
                Thread.Sleep(1);
            if (Elapsed < nextReport)
                continue;
            say($"{Elapsed.TotalSeconds:0} s: {writer.Messages:N0} messages; readers at {string.Join(", ", readers.Select(reader => $"{reader.NextSequence:N0}"))}");
            nextReport += BetweenReports;
        }
    }

    private void Finish(SoakWriter writer, List<ReaderLives> readers, List<Task> lives)
    {
        readers.ForEach(reader => reader.StopKilling());
        if (!Task.WaitAll([.. lives], options.Patience))
            _violations.Add($"not every reader reached the end within {options.Patience.TotalSeconds:0} s");
        foreach (var reader in readers.Where(reader => reader.NextSequence != writer.Messages + 1))
            _violations.Add($"{reader.Result.Name} ended at {reader.NextSequence - 1} of {writer.Messages} messages");
        writer.Retain();
        foreach (var damage in MessageLog.Verify(options.Directory).Damage)
            _violations.Add($"damage: {damage}");
    }

    private LogSoakResult Result(SoakWriter writer, List<ReaderLives> readers) => new()
    {
        Seed = options.Seed,
        Duration = Elapsed,
        Messages = writer.Messages,
        PayloadBytes = writer.PayloadBytes,
        Batches = writer.Batches,
        Claims = writer.Claims,
        Abandoned = writer.Abandoned,
        Flushes = writer.Flushes,
        Writers = writer.Writers,
        SegmentsFilled = writer.SegmentsFilled,
        SegmentsRemoved = writer.SegmentsRemoved,
        Readers = readers.ConvertAll(reader => reader.Result),
        Violations = _violations.All,
    };
}
