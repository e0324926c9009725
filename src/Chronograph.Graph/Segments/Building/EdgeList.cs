using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Edges in the order of source, type, target, for reading more than once: eight bytes an edge, spilled when they are many.</summary>
internal sealed class EdgeList(ScratchSpace scratch, RowsBuilder rows) : IDisposable
{
    private const int DeletedBit = 1 << 16;

    private readonly ColumnBuffer _marks = new(scratch);

    public long Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int type, int target, bool deleted)
    {
        rows.Add(type, target, deleted);
        _marks.Append(type | (deleted ? DeletedBit : 0));
        Count++;
    }

    public Scanner Scan() => new(rows, _marks, Count);

    public void Dispose() => _marks.Dispose();

    /// <summary>Walks the edges once.</summary>
    internal struct Scanner(RowsBuilder rows, ColumnBuffer marks, long count)
    {
        private readonly int[] _degrees = rows.Degrees;
        private ColumnScan<int> _targets = new(rows.Others);
        private ColumnScan<int> _marks = new(marks);
        private long _left = count;
        private int _leftOfSource;
        private int _mark;

        public int Source { get; private set; } = -1;

        public int Target { get; private set; }

        public readonly int Type => _mark & ~DeletedBit;

        public readonly bool IsDeleted => (_mark & DeletedBit) != 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_left-- == 0)
                return false;
            while (_leftOfSource == 0)
                _leftOfSource = _degrees[++Source];
            _leftOfSource--;
            Target = _targets.Next();
            _mark = _marks.Next();
            return true;
        }
    }
}
