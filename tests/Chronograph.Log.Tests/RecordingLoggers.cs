using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Chronograph.Log.Tests;

/// <summary>Keeps every message that a log reports, as "Level: text".</summary>
internal sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>Whether each message is answered with an exception.</summary>
    public bool Throws { get; init; }

    public ILogger CreateLogger(string categoryName)
    {
        Assert.Equal("Chronograph.Log", categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Messages.Enqueue($"{logLevel}: {formatter(state, exception)}");
        if (Throws)
            throw new InvalidOperationException("The logger fails.");
    }

    public void Dispose()
    {
    }
}
