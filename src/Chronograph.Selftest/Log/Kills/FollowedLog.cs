using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>A reader that stays open while writers are killed and others come, and checks every message.</summary>
internal sealed class FollowedLog : IDisposable
{
    private readonly MessageLog _log;
    private LogReader _reader;

    public FollowedLog(string path)
    {
        _log = MessageLog.OpenReadOnly(path);
        _reader = _log.CreateReader(LogStart.First);
    }

    /// <summary>The last message that survives a power loss, as far as the log says.</summary>
    public long Durable => _log.DurableSequence;

    /// <summary>The first message that is there.</summary>
    public long First => _log.FirstSequence;

    /// <summary>Reads on to the end.</summary>
    /// <returns>The number of the last message.</returns>
    /// <exception cref="BrokenPromiseException">A message is not what it should be.</exception>
    public long ReadToEnd()
    {
        while (true)
        {
            try
            {
                for (var next = _reader.NextSequence; _reader.TryRead(out var message); next = _reader.NextSequence)
                    BrokenPromiseException.Unless(NumberedMessages.IsRight(message, next), $"message {next} has wrong bytes");
                return _reader.NextSequence - 1;
            }
            catch (SequenceOutOfRangeException)
            {
                _reader.Dispose(); // retention was faster
                _reader = _log.CreateReader(LogStart.First);
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _log.Dispose();
    }
}
