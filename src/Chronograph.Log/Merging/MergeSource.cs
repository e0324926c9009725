namespace Chronograph.Log;

/// <summary>One of the logs of a merge: its reader, one message ahead of what was delivered, and its cursor.</summary>
internal sealed class MergeSource : IDisposable
{
    private readonly LogReader _reader;
    private readonly LogCursor? _cursor;
    private readonly long _end; // the first message that is not wanted
    private HeldMessage _head;
    private bool _savedDurably;

    private MergeSource(int index, LogReader reader, LogCursor? cursor, long end)
    {
        Index = index;
        _reader = reader;
        _cursor = cursor;
        _end = end;
        Key = new MergeKey(0, index);
        NextSequence = reader.NextSequence;
    }

    /// <summary>The place of the log among those that are merged.</summary>
    public int Index { get; }

    /// <summary>The key of the message that was fetched last: nothing that the log still brings stands before it.</summary>
    public MergeKey Key { get; private set; }

    /// <summary>The first message that was not taken.</summary>
    public long NextSequence { get; private set; }

    /// <summary>Whether there is nothing more to fetch, whatever is appended.</summary>
    public bool IsExhausted => _reader.NextSequence >= _end;

    /// <summary>Whether everything was taken, whatever is appended.</summary>
    public bool IsComplete => NextSequence >= _end;

    /// <summary>Opens every log at its beginning, or none.</summary>
    public static MergeSource[] OpenAll(IReadOnlyList<MessageLog> logs, LogMergeOptions options)
    {
        var sources = new List<MergeSource>(logs.Count);
        try
        {
            foreach (var log in logs)
                sources.Add(Open(sources.Count, log, options));
            return [.. sources];
        }
        catch
        {
            sources.ForEach(static source => source.Dispose());
            throw;
        }
    }

    /// <summary>Fetches the next message, if there is one. The one before must have been taken.</summary>
    public bool TryFetch()
    {
        if (!IsExhausted && _reader.TryRead(out var message))
        {
            _head = new HeldMessage(message);
            Key = new MergeKey(message.TimestampNs, Index);
            return true;
        }

        NextSequence = _reader.NextSequence; // also behind messages that were lost to damage at the end of the log
        return false;
    }

    /// <summary>Takes the message that was fetched. It stays valid until the next one is fetched.</summary>
    public Message Take()
    {
        NextSequence = _reader.NextSequence;
        return _head.Message;
    }

    /// <summary>Moves the cursor behind what was taken.</summary>
    public void Save(bool durable)
    {
        if (_cursor is not { } cursor)
            throw new InvalidOperationException($"The merge has no cursor to save: open it with {nameof(LogMergeOptions)}.{nameof(LogMergeOptions.Cursor)}.");
        if (cursor.NextSequence == NextSequence && (_savedDurably || !durable))
            return;
        cursor.Save(NextSequence, durable);
        _savedDurably = durable;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _cursor?.Dispose();
    }

    private static MergeSource Open(int index, MessageLog log, LogMergeOptions options)
    {
        var end = options.Follow ? long.MaxValue : End(log, options);
        var cursor = options.Cursor is { } name ? log.OpenCursor(name) : null;
        try
        {
            var how = new LogReaderOptions { DurableOnly = options.DurableOnly };
            var reader = cursor is { NextSequence: not null } ? cursor.CreateReader(how) : log.CreateReader(options.Start, how);
            return new MergeSource(index, reader, cursor, end);
        }
        catch
        {
            cursor?.Dispose();
            throw;
        }
    }

    // Not what the writer has numbered: a batch that is open has no end yet.
    private static long End(MessageLog log, LogMergeOptions options)
    {
        if (options.DurableOnly)
            return log.DurableSequence + 1;
        using var reader = log.CreateReader(LogStart.End);
        return reader.NextSequence;
    }
}
