using Chronograph.Selftest;
namespace Chronograph.Graph.Tests;

/// <summary>Refuses writes or flushes when told to.</summary>
internal sealed class FaultyFileSystem : ForwardingFileSystem
{
    private int _writesLeft = int.MaxValue;
    private bool _failFlush;
    private string? _failFlushOf;
    private Func<string, IOException> _error = path => new IOException($"Writing {path} was refused.");

    public void FailWriteAfter(int writes, Func<string, IOException> error)
    {
        _writesLeft = writes;
        _error = error;
    }

    public void FailFlush() => _failFlush = true;

    public void FailFlushOf(string path) => _failFlushOf = path;

    public void Heal()
    {
        _writesLeft = int.MaxValue;
        _failFlush = false;
        _failFlushOf = null;
    }

    public override void Before(Operation operation, string path)
    {
        if (operation == Operation.Write && _writesLeft-- <= 0)
            throw _error(path);
        if (operation == Operation.Flush && (_failFlush || path == _failFlushOf))
            throw new IOException($"Flushing {path} was refused.");
    }
}
