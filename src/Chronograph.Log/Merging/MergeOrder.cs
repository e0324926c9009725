using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Log;

/// <summary>Decides which message of several logs comes next, and whether that is certain yet.</summary>
/// <remarks>
/// A log is in one of three states: it has a message fetched, it is silent, or it is exhausted. What a silent log may still
/// bring stands behind its newest message, and behind everything older than the allowed lateness. The first of those bounds
/// is the watermark: a message before it can be delivered without looking at the silent logs again.
/// </remarks>
internal sealed class MergeOrder
{
    private readonly MergeQueue _fetched;
    private readonly List<MergeSource> _silent;
    private readonly TimeProvider _clock;
    private readonly long _latenessNs;
    private MergeKey _watermark;
    private MergeKey _newest;
    private bool _firstIsTaken;

    public MergeOrder(MergeSource[] sources, LogMergeOptions options)
    {
        _fetched = new MergeQueue(sources.Length);
        _silent = [.. sources]; // until it is looked at
        _clock = options.TimeProvider;
        _latenessNs = options.AllowedLateness.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>Takes the log whose message comes next.</summary>
    /// <param name="source">The log; its message is fetched.</param>
    /// <param name="isLate">Whether a message that belongs behind it was taken before.</param>
    public bool TryTake([NotNullWhen(true)] out MergeSource? source, out bool isLate)
    {
        if (!HasNext())
        {
            (source, isLate) = (null, false);
            return false;
        }

        source = _fetched.First;
        isLate = source.Key < _newest;
        _newest = MergeKey.Max(_newest, source.Key);
        _firstIsTaken = true;
        return true;
    }

    /// <summary>Whether a message can be taken now.</summary>
    public bool HasNext()
    {
        if (_firstIsTaken)
            ReplaceFirst();
        if (FirstIsCertain)
            return true;
        LookAtSilent();
        return FirstIsCertain;
    }

    private bool FirstIsCertain => _fetched.Count > 0 && _fetched.First.Key < _watermark;

    private void ReplaceFirst()
    {
        var source = _fetched.First;
        if (source.TryFetch())
        {
            _fetched.MoveFirst();
        }
        else
        {
            _fetched.RemoveFirst();
            if (!source.IsExhausted)
                Silence(source);
        }

        _firstIsTaken = false;
    }

    private void Silence(MergeSource source)
    {
        _silent.Add(source);
        _watermark = MergeKey.Min(_watermark, source.Key);
    }

    // The clock is read first: what a log brings after it was looked at became readable after that moment.
    private void LookAtSilent()
    {
        var settled = MergeKey.Before(UnixTime.ToNanoseconds(_clock.GetUtcNow()) - _latenessNs);
        var watermark = MergeKey.End;
        for (var index = _silent.Count - 1; index >= 0; index--)
        {
            var source = _silent[index];
            if (source.TryFetch())
                _fetched.Add(source);
            else if (!source.IsExhausted)
            {
                watermark = MergeKey.Min(watermark, MergeKey.Max(source.Key, settled));
                continue;
            }

            _silent.RemoveAt(index);
        }

        _watermark = watermark;
    }
}
