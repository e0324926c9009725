namespace Chronograph.Graph;

/// <summary>Sets of numbers that grow together (union by size, halving paths): near constant time for each step.</summary>
internal sealed class DisjointSets(int count)
{
    // The parent of a member, or the negative size of the set at its root. Zero: the number belongs to none yet.
    private const int Nobody = 0;
    private readonly int[] _links = new int[count];

    /// <summary>Puts two numbers, which may be new, into one set.</summary>
    public void Union(int left, int right)
    {
        (left, right) = (Root(left), Root(right));
        if (left == right)
            return;
        if (_links[left] > _links[right])
            (left, right) = (right, left);
        _links[left] += _links[right];
        _links[right] = left + 1;
    }

    /// <summary>Whether the number was ever named.</summary>
    public bool Contains(int number) => _links[number] != Nobody;

    /// <summary>The sizes of all sets.</summary>
    public IEnumerable<int> Sizes => _links.Where(link => link < 0).Select(link => -link);

    private int Root(int number)
    {
        if (_links[number] == Nobody)
            _links[number] = -1;
        while (_links[number] > 0)
        {
            var parent = _links[number] - 1;
            if (_links[parent] > 0)
                _links[number] = _links[parent];
            number = parent;
        }

        return number;
    }
}
