using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>Keeps what a user's logger throws from the log, which speaks in the middle of its work. What it had to say there is lost.</summary>
internal sealed class HarmlessLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null; // the log opens none

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false; // there is nobody to tell
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            return; // there is nobody to tell
        }
    }
}
