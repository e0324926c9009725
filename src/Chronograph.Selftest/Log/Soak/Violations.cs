namespace Chronograph.Selftest;

/// <summary>What was not as promised. Any thread may add to it.</summary>
internal sealed class Violations
{
    private readonly Lock _gate = new(); // guards the list
    private readonly List<string> _all = [];

    public bool Any
    {
        get
        {
            lock (_gate)
                return _all.Count > 0;
        }
    }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public void Add(string what)
    {
        lock (_gate)
            _all.Add(what);
    }
}
