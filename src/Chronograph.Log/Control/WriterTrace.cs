namespace Chronograph.Log;

/// <summary>What every writer changes in <c>control.meta</c>, and not before it has recovered the log.</summary>
/// <param name="Epoch">The epoch of the writer that opened the log last.</param>
/// <param name="Checkpoint">The newest checkpoint that is whole.</param>
internal readonly record struct WriterTrace(uint Epoch, Checkpoint? Checkpoint)
{
    /// <summary>The trace of the last writer; null when the file is missing or not to be believed.</summary>
    public static WriterTrace? TryRead(LogDirectory directory)
    {
        using var control = ControlFile.TryOpenReadOnly(directory);
        return control is null ? null : new WriterTrace(control.WriterEpoch, control.ReadCheckpoint());
    }
}
