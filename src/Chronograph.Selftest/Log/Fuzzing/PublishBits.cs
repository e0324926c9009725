using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>The two bits of a killed log that tell nothing but when its writer died: those that publish what comes last, and next.</summary>
/// <remarks>
/// A message or batch above the durable mark whose bit is cleared is byte for byte one that its writer had not published yet,
/// and one that was written and whose bit is set is one that it had. No check can tell either from the log as it was.
/// </remarks>
internal sealed class PublishBits
{
    private readonly (string File, long Byte) _last; // no file while there is no such bit
    private readonly (string File, long Byte) _next;
    private readonly long _before; // the last message before the last append, claim or batch

    public PublishBits(string directory, FileSystem files)
    {
        var log = new LogDirectory(files, directory);
        var ids = log.ListSegments();
        var durable = new RecoveryHints(log, ids, WriterTrace.TryRead(log)?.Checkpoint, DurableMark.TryRead(log)).Durable;
        var (isBegun, next) = (false, 1L);
        foreach (var id in ids)
        {
            using var view = SegmentOpener.TryOpen(log, id);
            if (view is null || view.Header.FirstSequence != next)
                break;
            var walker = new RecordWalker(view, SegmentHeader.Size, next);
            for (var at = walker.Offset; walker.StepRecord(checkPayload: true) == RecordStep.Message; at = walker.Offset)
            {
                if (!isBegun)
                    (_last, _before) = (IsAbove(durable, id, at) ? (view.Path, at + sizeof(int)) : default, walker.NextSequence - 2);
                isBegun = walker.Word.ContinuesBatch;
            }

            next = walker.NextSequence;
            _next = (view.Path, walker.Offset + sizeof(int));
        }
    }

    /// <summary>Whether a log in which one bit was flipped is the one of a writer that died at another moment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bit">The bit in it.</param>
    /// <param name="messages">Messages that the log had.</param>
    /// <param name="now">Those that it has now, all of them true.</param>
    public bool IsOtherDeath(string path, long bit, long messages, long now) =>
        bit % 8 == 0 && (((path, bit / 8) == _last && now == _before) || ((path, bit / 8) == _next && now > messages));

    private static bool IsAbove(DurableMark? durable, SegmentId id, long offset) =>
        durable is { } mark && !new DurableMark(id, offset).IsBefore(mark);
}
