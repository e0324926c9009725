namespace Chronograph.Selftest;

/// <summary>How far a reader of a log has come. It outlives the reader.</summary>
internal sealed class FollowerReport(string path) : IDisposable
{
    private readonly SharedWords _words = SharedWords.Open(path);

    /// <summary>How often a reader has opened the log.</summary>
    public long Openings
    {
        get => _words[0];
        set => _words[0] = value;
    }

    /// <summary>The last message that it read.</summary>
    public long Last
    {
        get => _words[1];
        set => _words[1] = value;
    }

    /// <summary>Messages that readers read and found right.</summary>
    public long Messages
    {
        get => _words[2];
        set => _words[2] = value;
    }

    public void Dispose() => _words.Dispose();
}
