using System.Collections.Concurrent;

namespace Chronograph.Selftest;

/// <summary>The lines that a worker is told. When whoever started it is gone, it ends.</summary>
internal sealed class WorkerOrders
{
    private readonly BlockingCollection<string> _lines = [];

    /// <summary>Begins to listen.</summary>
    public WorkerOrders() => new Thread(Listen) { IsBackground = true, Name = "Chronograph worker orders" }.Start();

    /// <summary>Waits for the next line.</summary>
    public string Next() => _lines.Take();

    private void Listen()
    {
        while (Console.In.ReadLine() is { } line)
            _lines.Add(line);
        Environment.Exit(0);
    }
}
