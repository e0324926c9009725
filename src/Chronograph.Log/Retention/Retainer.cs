using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>Applies retention for the writer, one caller after the other. Any thread may call it.</summary>
/// <param name="flush">Makes everything published durable.</param>
internal sealed class Retainer(LogDirectory directory, ControlFile control, Action flush, WakeSignal signal, LogRoom room, TimeProvider clock, ILogger logger)
{
    private readonly Lock _gate = new(); // guards the removal of segments, and the flag
    private bool _stopped;

    public RetentionReport Apply(RetentionPolicy policy, bool dryRun)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, typeof(MessageLog));
            flush(); // the head too: where segments end in the middle of batches, it alone can say that those are durable
            var remover = new SegmentRemover(directory, policy, clock);
            var description = LogDescriber.DescribeSealed(directory, control);
            if (dryRun)
                return remover.Run(description, remove: false);
            var report = Remove(remover, description);
            if (report.Removed.Count > 0)
                Tell(report);
            return report;
        }
    }

    private RetentionReport Remove(SegmentRemover remover, LogDescription description)
    {
        try
        {
            return remover.Run(description, remove: true);
        }
        catch when (directory.ListSegments() is [var first, ..])
        {
            room.BeginsWith(first); // some may be gone: there is nothing left to remove for their room next time
            throw;
        }
    }

    /// <summary>Ends removals before the writer's lock is released: the next writer finds them done, or not begun.</summary>
    public void Stop()
    {
        lock (_gate)
            _stopped = true;
        room.Close();
    }

    private void Tell(RetentionReport report)
    {
        room.BeginsWith(new SegmentId(report.Removed[^1].Id).Next);
        signal.Published(); // readers that sleep let go of what is gone
        logger.Retained(directory.Path, report.Removed.Count, report.FreedBytes, report.FirstSequence);
    }
}
