namespace Chronograph.Log;

/// <summary>What the hint files say about durability and numbers, as far as a repair may use it.</summary>
internal sealed class RepairMarks
{
    private readonly bool _known;

    private RepairMarks(bool known, Checkpoint exact, long nextSequence, long? segmentSize)
    {
        _known = known;
        Exact = exact;
        NextSequence = nextSequence;
        SegmentSize = segmentSize;
    }

    /// <summary>The last durable message; none when nothing is durable, or nothing is known.</summary>
    public Checkpoint Exact { get; }

    /// <summary>Behind the greatest number that any file of the log names: where numbers go on when all else is lost.</summary>
    public long NextSequence { get; }

    /// <summary>The size of segments, when <c>control.meta</c> can be read.</summary>
    public long? SegmentSize { get; }

    /// <summary>Whether it is not known what was durable.</summary>
    public bool AreUnknown => !_known;

    /// <summary>The same without the durable mark.</summary>
    public RepairMarks Unknown => new(false, Checkpoint.None, NextSequence, SegmentSize);

    public static RepairMarks Read(LogDirectory directory)
    {
        using var control = ControlFile.TryOpenReadOnly(directory);
        var checkpoint = control?.ReadCheckpoint();
        var cursors = CursorFiles.List(directory).Select(cursor => cursor.NextSequence);
        var next = cursors.Append(checkpoint is { } named ? named.Sequence + 1 : 1).Max();
        // Both files, as for recovery: one of them alone may be that of another log.
        var known = checkpoint is not null && DurableMark.TryRead(directory) is not null;
        return new RepairMarks(known, known ? checkpoint!.Value : Checkpoint.None, next, control?.ReadGeometry()?.SegmentSize);
    }

    /// <summary>Whether messages behind this place are known to be durable.</summary>
    public bool IsDurableBehind(SegmentId id, long offset) =>
        _known && new DurableMark(id, offset).IsBefore(new DurableMark(Exact.Segment, Exact.EndOffset));

    /// <summary>The last durable message, when it is in this segment.</summary>
    public Checkpoint? In(SegmentId id) => _known && Exact.Sequence > 0 && Exact.Segment == id ? Exact : null;

    /// <summary>Plans to remove both files, each with a copy.</summary>
    public void Forget(LogDirectory directory, RepairPlan plan)
    {
        foreach (var path in new[] { directory.CheckpointPath, directory.ControlPath })
        {
            using var file = directory.Files.Open(path, Chronograph.Storage.FileIntent.ReadOnly);
            plan.Add(new ForgetHintsStep(path, file.Length));
        }
    }
}
