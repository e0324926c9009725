using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers the columns of <see cref="EdgeRows"/> for one direction, row after row in their final order.</summary>
/// <param name="scratch">Where many rows are kept.</param>
/// <param name="degrees">How many rows each node has; whoever adds rows counts.</param>
/// <param name="types">How many types there are.</param>
/// <param name="large">As of <see cref="CodeBuilder"/>.</param>
internal sealed class RowsBuilder(ScratchSpace scratch, int[] degrees, int types, bool large) : IDisposable
{
    private readonly CodeBuilder _types = new(scratch, types, large);
    private readonly ColumnBuffer _others = new(scratch);
    private readonly BitBuilder _deleted = new(scratch);

    /// <summary>How many rows each node has.</summary>
    public int[] Degrees => degrees;

    /// <summary>The node at the other end of each row.</summary>
    public ColumnBuffer Others => _others;

    /// <summary>The type of each row.</summary>
    public CodeBuilder Types => _types;

    /// <summary>Whether each row is a tombstone.</summary>
    public BitBuilder Deleted => _deleted;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int type, int other, bool deleted)
    {
        _types.Add(type);
        _others.Append(other);
        _deleted.Add(deleted);
    }

    [MethodImpl(Bulk.Loop)]
    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId typesId, ColumnId othersId, ColumnId deletedId)
    {
        writer.BeginColumn(offsetsId, 32, degrees.Length + 1L);
        var offset = 0;
        writer.Write(offset);
        foreach (var degree in degrees)
            writer.Write(offset += degree);
        _types.WriteTo(writer, typesId);
        writer.BeginColumn(othersId, 32, _others.Length / sizeof(int));
        _others.CopyTo(writer);
        _deleted.WriteTo(writer, deletedId);
    }

    public void Dispose()
    {
        _types.Dispose();
        _others.Dispose();
        _deleted.Dispose();
    }
}
