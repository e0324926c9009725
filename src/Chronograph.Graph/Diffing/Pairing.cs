namespace Chronograph.Graph;

/// <summary>Walks two sides together in ascending order of their keys and says for each key which sides know it.</summary>
internal sealed class Pairing<TCursor>(NewestWins<TCursor> left, NewestWins<TCursor> right)
    where TCursor : class, IMergeCursor<TCursor>
{
    private bool _started;
    private bool _hasLeft;
    private bool _hasRight;

    /// <summary>The left side's cursor at the key, or null when only the right side knows it.</summary>
    public TCursor? Left { get; private set; }

    /// <summary>The right side's cursor at the key, or null when only the left side knows it.</summary>
    public TCursor? Right { get; private set; }

    public bool MoveNext()
    {
        if (!_started || Left is not null)
            _hasLeft = left.MoveNext();
        if (!_started || Right is not null)
            _hasRight = right.MoveNext();
        _started = true;
        if (!_hasLeft && !_hasRight)
            return false;
        var order = !_hasLeft ? 1 : !_hasRight ? -1 : left.Current.CompareKeyTo(right.Current);
        Left = order <= 0 ? left.Current : null;
        Right = order >= 0 ? right.Current : null;
        return true;
    }
}
