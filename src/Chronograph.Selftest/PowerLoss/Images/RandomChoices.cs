namespace Chronograph.Selftest;

/// <summary>Answers as disks do in one of several moods, chosen at random for each image.</summary>
internal sealed class RandomChoices : Choices
{
    private readonly Random _random;
    private readonly int _now;
    private Mood _mood;
    private int _cut;
    private int _share;
    private int _exception;
    private bool _tearing;
    private int _asked;

    /// <summary>Answers for the images of one crash point.</summary>
    /// <param name="random">Where the answers come from.</param>
    /// <param name="now">The time of the crash point.</param>
    public RandomChoices(Random random, int now)
    {
        _random = random;
        _now = now;
        Begin();
    }

    private enum Mood
    {
        Independent,
        InOrder,
        NamesInOrder,
        AllButOne,
        OnlyOne,
    }

    /// <summary>Begins the next image.</summary>
    public void Begin()
    {
        const int RecentOperations = 64;
        _mood = (Mood)_random.Next(5);
        _cut = _now - _random.Next(Math.Min(_now, RecentOperations) + 1);
        _share = _random.Next(1, 10);
        _exception = _random.Next(Math.Max(8, _asked)); // about as many questions as the image before had
        _tearing = _random.Next(2) == 0;
        _asked = 0;
    }

    public override bool Tears() => _tearing && _random.Next(2) == 0;

    public override int Version(ReadOnlySpan<int> times)
    {
        var last = times.Length - 1;
        var isException = _asked++ == _exception;
        return _mood switch
        {
            Mood.InOrder => LastBefore(times, _cut),
            Mood.AllButOne => isException ? _random.Next(last) : last,
            Mood.OnlyOne => isException ? _random.Next(1, times.Length) : 0,
            _ => _random.Next(10) < _share ? _random.Next(1, times.Length) : 0,
        };
    }

    public override bool Reached(int time) => _mood == Mood.NamesInOrder ? time < _cut : base.Reached(time);

    private static int LastBefore(ReadOnlySpan<int> times, int cut)
    {
        var chosen = 0;
        while (chosen + 1 < times.Length && times[chosen + 1] < cut)
            chosen++;
        return chosen;
    }
}
