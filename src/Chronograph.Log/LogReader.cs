namespace Chronograph.Log;

/// <summary>Reads a log forward, message by message. For one thread at a time.</summary>
public sealed class LogReader : IDisposable
{
    internal LogReader() { }

    /// <summary>The sequence number of the message that comes next.</summary>
    public long NextSequence => throw new NotImplementedException();

    /// <summary>Reads the next message, if there is one already.</summary>
    /// <param name="message">The message; valid until the next call or <see cref="Dispose"/>.</param>
    /// <returns>False at the end of the log.</returns>
    public bool TryRead(out Message message) => throw new NotImplementedException();

    /// <summary>Waits until something more may be there.</summary>
    /// <returns>False when the time was over first.</returns>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Releases the reader.</summary>
    public void Dispose() { }
}
