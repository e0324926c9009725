namespace Chronograph.Selftest;

/// <summary>Goes through every combination of answers, one image after the other, like an odometer.</summary>
/// <param name="tearing">Whether sectors are decided one by one; else only whole pages.</param>
internal sealed class SystematicChoices(bool tearing) : Choices
{
    private readonly List<(int Chosen, int Options)> _answers = [];
    private int _asked;

    public override bool Tears() => tearing;

    public override int Version(ReadOnlySpan<int> times)
    {
        if (_asked == _answers.Count)
            _answers.Add((0, times.Length));
        return _answers[_asked++].Chosen;
    }

    /// <summary>Moves on to the next combination.</summary>
    /// <returns>False when there was none any more.</returns>
    public bool MoveNext()
    {
        _asked = 0;
        while (_answers.Count > 0)
        {
            var (chosen, options) = _answers[^1];
            _answers.RemoveAt(_answers.Count - 1);
            if (chosen + 1 == options)
                continue;
            _answers.Add((chosen + 1, options));
            return true;
        }

        return false;
    }
}
