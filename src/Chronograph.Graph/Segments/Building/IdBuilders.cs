using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Node ids in the bytes of an <see cref="IdColumn"/>, gathered, written, and read back for a filter and an index.</summary>
internal static class IdBuilders
{
    [MethodImpl(Bulk.Loop)]
    public static void AppendId(this ColumnBuffer buffer, NodeId id)
    {
        Span<byte> bytes = stackalloc byte[NodeId.Size];
        id.Write(bytes);
        buffer.Append(bytes);
    }

    public static void WriteTo(this ColumnBuffer ids, SegmentWriter writer, ColumnId column)
    {
        writer.BeginColumn(column, NodeId.Size * 8, ids.Length / NodeId.Size);
        ids.CopyTo(writer);
    }

    public static void AddTo(this ColumnBuffer ids, FilterBuilder filter) => ids.ForEach(filter.Add);

    public static void WriteIndexTo(this ColumnBuffer ids, SegmentWriter writer, ColumnId column)
    {
        var index = new IdIndexBuilder(ids.Length / NodeId.Size);
        ids.ForEach(index.Add);
        index.WriteTo(writer, column);
    }

    public static NodeId[] ToIds(this ColumnBuffer ids)
    {
        var (all, count) = (new NodeId[ids.Length / NodeId.Size], 0);
        ids.ForEach(id => all[count++] = id);
        return all;
    }

    [MethodImpl(Bulk.Loop)]
    private static void ForEach(this ColumnBuffer ids, Action<NodeId> action)
    {
        Span<byte> batch = stackalloc byte[64 * NodeId.Size];
        for (var (offset, read) = (0L, 0); (read = ids.Read(batch, offset)) > 0; offset += read)
        {
            for (var place = 0; place < read; place += NodeId.Size)
                action(NodeId.Read(batch[place..]));
        }
    }
}
