using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Walks the keys of several segments together in ascending order; of each key the newest segment speaks.</summary>
internal sealed class NewestWins<TCursor>
    where TCursor : class, IMergeCursor<TCursor>
{
    // A binary heap: the least key on top, of equal keys the newest.
    private readonly TCursor[] _heap;
    private readonly List<TCursor> _group = [];
    private int _count;

    public NewestWins(IEnumerable<TCursor> cursors)
    {
        _group.AddRange(cursors);
        _heap = new TCursor[_group.Count];
    }

    /// <summary>The newest cursor of the key that was reached; its key may be deleted.</summary>
    public TCursor Current => _group[0];

    /// <summary>The oldest cursor of that key; the same when one alone has it.</summary>
    public TCursor Oldest => _group[^1];

    /// <summary>All cursors of the key that was reached, the newest first.</summary>
    public ReadOnlySpan<TCursor> Group => CollectionsMarshal.AsSpan(_group);

    public bool MoveNext()
    {
        if (StaysAlone())
            return true;
        if (_count == 0)
            return false;
        _group.Add(Pop());
        while (_count > 0 && _heap[0].CompareKeyTo(_group[0]) == 0)
            _group.Add(Pop());
        return true;
    }

    /// <summary>Goes on to the next key that is not deleted.</summary>
    public bool MoveToNextRecord()
    {
        while (MoveNext())
        {
            if (!Current.IsDeleted)
                return true;
        }

        return false;
    }

    /// <summary>Moves the cursors of the last key on and puts them back, unless one alone is already at the next key.</summary>
    private bool StaysAlone()
    {
        var alone = _group.Count == 1;
        foreach (var cursor in _group)
        {
            if (!cursor.MoveNext())
                continue;
            if (alone && (_count == 0 || cursor.CompareKeyTo(_heap[0]) < 0))
                return true;
            Push(cursor);
        }

        _group.Clear();
        return false;
    }

    private static bool Before(TCursor left, TCursor right)
    {
        var order = left.CompareKeyTo(right);
        return order != 0 ? order < 0 : left.Layer > right.Layer;
    }

    private void Push(TCursor cursor)
    {
        var place = _count++;
        for (; place > 0; place = (place - 1) / 2)
        {
            var parent = _heap[(place - 1) / 2];
            if (!Before(cursor, parent))
                break;
            _heap[place] = parent;
        }

        _heap[place] = cursor;
    }

    private TCursor Pop()
    {
        var top = _heap[0];
        var last = _heap[--_count];
        var place = 0;
        for (var child = 1; child < _count; child = 2 * place + 1)
        {
            if (child + 1 < _count && Before(_heap[child + 1], _heap[child]))
                child++;
            if (!Before(_heap[child], last))
                break;
            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = last;
        return top;
    }
}
