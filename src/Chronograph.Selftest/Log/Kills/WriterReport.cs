namespace Chronograph.Selftest;

/// <summary>What the writer of a log has told the world, word by word as it happened. It outlives the writer.</summary>
internal sealed class WriterReport(string path) : IDisposable
{
    private readonly SharedWords _words = SharedWords.Open(path);

    /// <summary>What it is doing.</summary>
    public WriterWork Work
    {
        get => (WriterWork)_words[0];
        set => _words[0] = (long)value;
    }

    /// <summary>How often a writer has opened the log.</summary>
    public long Openings
    {
        get => _words[1];
        set => _words[1] = value;
    }

    /// <summary>The last message that was there when the writer opened the log.</summary>
    public long Found
    {
        get => _words[2];
        set => _words[2] = value;
    }

    /// <summary>The last message that it reported as appended.</summary>
    public long Appended
    {
        get => _words[3];
        set => _words[3] = value;
    }

    /// <summary>The last message of the append, claim or batch that it is publishing; <see cref="Appended"/> in between.</summary>
    public long Beginning
    {
        get => _words[4];
        set => _words[4] = value;
    }

    /// <summary>The last message that it reported as durable.</summary>
    public long Durable
    {
        get => _words[5];
        set => _words[5] = value;
    }

    /// <summary>The latest message with which its retention lets the log begin.</summary>
    public long LatestFirst
    {
        get => _words[6];
        set => _words[6] = value;
    }

    public void Dispose() => _words.Dispose();
}
