using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>How far a log has come, looked at from time to time. For one thread.</summary>
internal sealed class LogProgress(LogDirectory directory) : IDisposable
{
    private readonly HeadFollower _head = new(directory);
    private readonly DurableBound _durable = new(directory);
    private long _next;
    private long _durableSequence;

    public void Look()
    {
        try
        {
            _next = _head.NextSequence;
            _durableSequence = _durable.Sequence;
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error) || error is SequenceOutOfRangeException)
        {
            (_next, _durableSequence) = (long.MaxValue, long.MaxValue); // whoever waits shall look, and be told
        }
    }

    /// <summary>Whether the log had come to what a reader waits for.</summary>
    public bool IsBeyond(Sleeper sleeper) => sleeper.WantsDurable ? _durableSequence >= sleeper.Wanted : _next > sleeper.Wanted;

    public void Dispose() => _durable.Dispose();
}
