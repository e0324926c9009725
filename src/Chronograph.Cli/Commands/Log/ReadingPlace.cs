using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>A named cursor while <c>log read</c> moves it along behind what it has printed.</summary>
/// <remarks>
/// Saving on the way survives the death of the process and costs no wait for the disk; the last place saved waits for it.
/// </remarks>
internal sealed class ReadingPlace : IDisposable
{
    private readonly LogCursor _cursor;
    private bool _moved;

    private ReadingPlace(LogCursor cursor) => _cursor = cursor;

    /// <summary>Opens a cursor, creating it when there is none.</summary>
    public static ReadingPlace Open(MessageLog log, string name) =>
        CursorNames.Use(name, () => new ReadingPlace(log.OpenCursor(name)));

    /// <summary>A reader that begins where the cursor stands.</summary>
    public LogReader CreateReader(LogReaderOptions options) => _cursor.CreateReader(options);

    /// <summary>Moves the cursor.</summary>
    /// <param name="next">The first message that has not been printed.</param>
    public void Save(long next)
    {
        if (next == _cursor.NextSequence)
            return;
        _cursor.Save(next, durable: false);
        _moved = true;
    }

    public void Dispose()
    {
        try
        {
            if (_moved)
                _cursor.Save(_cursor.NextSequence!.Value);
        }
        finally
        {
            _cursor.Dispose();
        }
    }
}
