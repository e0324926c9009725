namespace Chronograph.Log;

/// <summary>The logs that have a message fetched, the one whose message comes next at the front: a binary heap.</summary>
/// <param name="capacity">How many logs there are.</param>
internal sealed class MergeQueue(int capacity)
{
    private readonly MergeSource[] _heap = new MergeSource[capacity];

    public int Count { get; private set; }

    /// <summary>The log whose message comes next. There must be one.</summary>
    public MergeSource First => _heap[0];

    public void Add(MergeSource source)
    {
        var child = Count++;
        while (child > 0 && source.Key < _heap[(child - 1) / 2].Key)
        {
            _heap[child] = _heap[(child - 1) / 2];
            child = (child - 1) / 2;
        }

        _heap[child] = source;
    }

    public void RemoveFirst()
    {
        _heap[0] = _heap[--Count];
        MoveFirst();
    }

    /// <summary>Puts the first log where it belongs, after its key has grown.</summary>
    public void MoveFirst()
    {
        var moving = _heap[0];
        var hole = 0;
        while (SmallerChild(hole) is var child && child < Count && _heap[child].Key < moving.Key)
        {
            _heap[hole] = _heap[child];
            hole = child;
        }

        _heap[hole] = moving;
    }

    private int SmallerChild(int parent)
    {
        var left = (2 * parent) + 1;
        return left + 1 < Count && _heap[left + 1].Key < _heap[left].Key ? left + 1 : left;
    }
}
