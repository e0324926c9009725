using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Prints the messages that a reader finds, and moves a cursor along behind them.</summary>
/// <param name="reader">Where messages come from.</param>
/// <param name="list">Where they go.</param>
internal sealed class MessagePrinter(LogReader reader, ListWriter<PrintedMessage> list)
{
    private const int MessagesBetweenSaves = 4096;

    private long _next = reader.NextSequence;

    /// <summary>The only type to print; null for all.</summary>
    public long? Type { get; init; }

    /// <summary>The cursor to move; null when there is none.</summary>
    public ReadingPlace? Place { get; init; }

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

    // What was printed is with whoever reads it before the cursor says so, also when the next message turns out damaged.
    private bool PrintSome(CancellationToken stop)
    {
        try
        {
            for (var count = 0; count < MessagesBetweenSaves; count++)
            {
                if (stop.IsCancellationRequested || !TryPrintNext())
                    return false;
            }
            return true;
        }
        finally
        {
            Save();
        }
    }

    private bool TryPrintNext()
    {
        if (Left == 0 || !reader.TryRead(out var message))
            return false;
        if (Type is null || message.Type == Type)
        {
            list.Write(PrintedMessage.Of(message));
            Left--;
        }
        _next = reader.NextSequence;
        return true;
    }

    private void Save()
    {
        if (Place is not { } place)
            return;
        list.Flush();
        place.Save(_next);
    }
}
