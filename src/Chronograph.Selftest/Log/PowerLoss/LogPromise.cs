namespace Chronograph.Selftest;

/// <summary>What a log has promised up to a moment: what must be in it after a power loss, what may be, and what must not.</summary>
internal sealed class LogPromise
{
    private readonly List<SentMessage> _messages;
    private readonly HashSet<long> _ends; // numbers of messages that end an append, claim or batch
    private IReadOnlyList<SentMessage> _beginning = [];

    public LogPromise()
    {
        _messages = [];
        _ends = [0];
    }

    private LogPromise(LogPromise other)
    {
        _messages = [.. other._messages];
        _ends = [.. other._ends];
        _beginning = other._beginning;
        Durable = other.Durable;
        LatestFirst = other.LatestFirst;
        (CursorAtLeast, CursorAtMost) = (other.CursorAtLeast, other.CursorAtMost);
    }

    /// <summary>The last message that must be there.</summary>
    public long Durable { get; private set; }

    /// <summary>The last message that was published.</summary>
    public long Published => _messages.Count;

    /// <summary>The latest message that the log may begin with.</summary>
    public long LatestFirst { get; private set; } = 1;

    /// <summary>The least place that the cursor must have; 0 when it need not exist.</summary>
    public long CursorAtLeast { get; private set; }

    /// <summary>The greatest place that it can have.</summary>
    public long CursorAtMost { get; private set; }

    /// <summary>The same promise, to be continued apart from this one.</summary>
    public LogPromise Copy() => new(this);

    /// <summary>Whether a log that ends with this message holds every append, claim and batch whole or not at all.</summary>
    public bool MayEndWith(long last) =>
        last >= Durable && (_ends.Contains(last) || (_beginning.Count > 0 && last == Published + _beginning.Count));

    /// <summary>The message that must have a number if any has; null when none may.</summary>
    public SentMessage? Expected(long sequence)
    {
        if (sequence <= Published)
            return sequence < 1 ? null : _messages[(int)sequence - 1];
        var beginning = sequence - Published - 1;
        return beginning < _beginning.Count ? _beginning[(int)beginning] : null;
    }

    /// <summary>Takes a fact into account.</summary>
    public void Take(object fact)
    {
        switch (fact)
        {
            case PublishBegan began:
                _beginning = began.Messages;
                break;
            case PublishEnded:
                Publish();
                break;
            case BecameDurable durable:
                Durable = Math.Max(Durable, durable.Sequence);
                break;
            case RetentionBegan retention:
                LatestFirst = Math.Max(LatestFirst, retention.FirstKept);
                break;
            case CursorSaved { Done: false } saved:
                CursorAtMost = Math.Max(CursorAtMost, saved.NextSequence);
                break;
            case CursorSaved saved:
                CursorAtLeast = saved.NextSequence;
                break;
            case Recovered recovered:
                EndWith(recovered.NextSequence - 1);
                break;
        }
    }

    private void Publish()
    {
        _messages.AddRange(_beginning);
        _ends.Add(_messages.Count);
        _beginning = [];
    }

    private void EndWith(long last)
    {
        if (last > Published)
            Publish();
        _beginning = [];
        _messages.RemoveRange((int)last, _messages.Count - (int)last);
        _ends.RemoveWhere(end => end > last);
    }
}
