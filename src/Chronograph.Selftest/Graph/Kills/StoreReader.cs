namespace Chronograph.Selftest;

/// <summary>A reader in another process that is killed now and then, and started again.</summary>
internal sealed class StoreReader : IDisposable
{
    private readonly string _store;
    private readonly Random _random;
    private WorkerProcess _worker;
    private Task _listening;
    private string _last = "";
    private long _reads;

    /// <summary>Starts the first one.</summary>
    public StoreReader(string store, Random random)
    {
        _store = store;
        _random = random;
        Start();
    }

    /// <summary>Versions that were read twice and found whole.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Kills the reader and starts the next.</summary>
    public void Kill()
    {
        _worker.Dispose();
        _listening.Wait();
        Start();
    }

    /// <summary>Throws when the reader has ended by itself: it never does as long as all it sees is whole.</summary>
    public void MustLive() => BrokenPromiseException.Unless(!_worker.HasEnded, $"a reader ends: {_last}");

    public void Dispose()
    {
        _worker.Dispose();
        _listening.Wait();
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_worker), nameof(_listening))]
    private void Start()
    {
        var worker = _worker = StoreReaderJob.Start(_store, _random.Next());
        _listening = Task.Run(() => Listen(worker));
    }

    private void Listen(WorkerProcess worker)
    {
        while (worker.Output.ReadLine() is { } line)
        {
            if (char.IsAsciiDigit(line.FirstOrDefault()))
                Interlocked.Increment(ref _reads);
            else
                _last += line;
        }
    }
}
