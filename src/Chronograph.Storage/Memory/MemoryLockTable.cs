namespace Chronograph.Storage;

/// <summary>The locks on one file in memory: of the whole file, and of numbers. Any thread may call.</summary>
internal sealed class MemoryLockTable
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly List<Range> _ranges = [];
    private bool _isLocked;

    /// <summary>Whether somebody has the lock of the whole file.</summary>
    public bool IsLocked
    {
        get
        {
            lock (_gate)
                return _isLocked;
        }
    }

    /// <summary>Takes the lock of the whole file.</summary>
    /// <returns>False when somebody has it.</returns>
    public bool TryLock()
    {
        lock (_gate)
            return !_isLocked && (_isLocked = true);
    }

    public void Unlock()
    {
        lock (_gate)
            _isLocked = false;
    }

    /// <summary>Locks numbers for an owner, in place of what the owner has there.</summary>
    /// <returns>False when another owner has a lock that excludes this one; then nothing changes.</returns>
    public bool TryLock(object owner, long first, long last, LockKind kind)
    {
        lock (_gate)
        {
            var wanted = new Range(owner, first, last, kind);
            if (_ranges.Exists(range => range.Excludes(wanted)))
                return false;
            Cut(wanted);
            _ranges.Add(wanted);
            return true;
        }
    }

    /// <summary>Takes away all numbers that an owner has.</summary>
    public void Release(object owner)
    {
        lock (_gate)
            _ranges.RemoveAll(range => range.Owner == owner);
    }

    private void Cut(Range wanted)
    {
        foreach (var range in _ranges.FindAll(range => range.Owner == wanted.Owner && range.Overlaps(wanted)))
        {
            _ranges.Remove(range);
            if (range.First < wanted.First)
                _ranges.Add(range with { Last = wanted.First - 1 });
            if (range.Last > wanted.Last)
                _ranges.Add(range with { First = wanted.Last + 1 });
        }
    }

    private readonly record struct Range(object Owner, long First, long Last, LockKind Kind)
    {
        public bool Overlaps(Range other) => First <= other.Last && other.First <= Last;

        public bool Excludes(Range other) =>
            Owner != other.Owner && Overlaps(other) && (Kind == LockKind.Exclusive || other.Kind == LockKind.Exclusive);
    }
}
