using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Prints the messages that a merge finds, and moves its cursors along behind them.</summary>
/// <param name="merge">Where messages come from.</param>
/// <param name="list">Where they go.</param>
internal sealed class MergePrinter(LogMerge merge, ListWriter<PrintedMergedMessage> list)
{
    private const int MessagesBetweenSaves = 4096;

    /// <summary>The only type to print; null for all.</summary>
    public long? Type { get; init; }

    /// <summary>Whether the merge has cursors to move.</summary>
    public bool MovesCursor { get; init; }

    /// <summary>How many messages may still be printed.</summary>
    public required long Left { get; set; }

    /// <summary>Prints what there is, until the end, the limit or a request to stop.</summary>
    public void Print(CancellationToken stop)
    {
        while (PrintSome(stop))
        {
        }
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Moves the cursors behind what was printed, once that was written out.</summary>
    /// <param name="durable">Whether to wait until the cursors survive a power loss.</param>
    public void Save(bool durable)
    {
        if (!MovesCursor)
            return;
        list.Flush();
        merge.Save(durable);
    }

    // What was printed is with whoever reads it before the cursors say so, also when the next message turns out damaged.
    private bool PrintSome(CancellationToken stop)
    {
        var count = 0;
        try
        {
            while (count < MessagesBetweenSaves && !stop.IsCancellationRequested && TryPrintNext())
                count++;
            return count == MessagesBetweenSaves;
        }
        finally
        {
            if (count > 0)
                Save(durable: false);
        }
    }

    private bool TryPrintNext()
    {
        if (Left == 0 || !merge.TryRead(out var merged))
            return false;
        if (Type is null || merged.Message.Type == Type)
        {
            list.Write(PrintedMergedMessage.Of(merged));
            Left--;
        }
        return true;
    }
}
