using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Edges in the order of source, type, target, for reading more than once: from the rows that they are gathered in.</summary>
internal sealed class EdgeList(RowsBuilder rows)
{
    public long Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int type, int target, bool deleted)
    {
        rows.Add(type, target, deleted);
        Count++;
    }

    /// <summary>Reads the edges that there are; none may follow.</summary>
    public Scanner Scan() => new(rows, Count);

    /// <summary>Walks the edges once.</summary>
    internal struct Scanner(RowsBuilder rows, long count)
    {
        private readonly int[] _degrees = rows.Degrees;
        private ColumnScan<int> _targets = new(rows.Others);
        private CodeBuilder.Scanner _types = rows.Types.Scan();
        private BitBuilder.Scanner _deleted = rows.Deleted.Scan();
        private long _left = count;
        private int _leftOfSource;

        public int Source { get; private set; } = -1;

        public int Target { get; private set; }

        public int Type { get; private set; }

        public bool IsDeleted { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_left-- == 0)
                return false;
            while (_leftOfSource == 0)
                _leftOfSource = _degrees[++Source];
            _leftOfSource--;
            Target = _targets.Next();
            Type = _types.Next();
            IsDeleted = _deleted.Next();
            return true;
        }
    }
}
