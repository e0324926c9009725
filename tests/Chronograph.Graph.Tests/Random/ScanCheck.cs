namespace Chronograph.Graph.Tests;

/// <summary>Compares what a diff reads in place with what it copies, asking of each change only some of what it could be asked.</summary>
internal static class ScanCheck
{
    /// <param name="diff">The diff.</param>
    /// <param name="random">Chooses what is asked.</param>
    public static void Same(GraphDiff diff, Random random)
    {
        foreach (var often in new[] { 1, 3, 40 })
        {
            Nodes(diff, random, often);
            Edges(diff, random, often);
        }
    }

    private static void Nodes(GraphDiff diff, Random random, int often)
    {
        using var copied = diff.Nodes().GetEnumerator();
        foreach (var change in diff.ScanNodes())
        {
            Assert.True(copied.MoveNext());
            Assert.Equal(copied.Current.Kind, change.Kind);
            if (change.Kind != ChangeKind.Added && random.Next(often) == 0)
                Assert.Equal(copied.Current.Before, change.Before.ToNode());
            if (change.Kind != ChangeKind.Removed && random.Next(often) == 0)
                Assert.Equal(copied.Current.After, change.After.ToNode());
        }

        Assert.False(copied.MoveNext());
    }

    private static void Edges(GraphDiff diff, Random random, int often)
    {
        using var copied = diff.Edges().GetEnumerator();
        foreach (var change in diff.ScanEdges())
        {
            Assert.True(copied.MoveNext());
            Assert.Equal(copied.Current.Kind, change.Kind);
            var edge = (copied.Current.After ?? copied.Current.Before)!;
            if (random.Next(often) == 0)
                Assert.Equal(edge.Target, Text(change.TargetSemanticId));
            if (random.Next(often) == 0)
                Assert.Equal(copied.Current.Before?.Metadata ?? "", Text(change.MetadataBefore));
            if (random.Next(often) == 0)
                Assert.Equal(copied.Current.After?.Metadata ?? "", Text(change.MetadataAfter));
            if (random.Next(often) == 0)
                Assert.Equal((edge.Source, edge.Type), (Text(change.SourceSemanticId), Text(change.Type)));
            if (random.Next(often) == 0)
                Assert.Equal((NodeId.FromSemanticId(edge.Source), NodeId.FromSemanticId(edge.Target)), (change.SourceId, change.TargetId));
        }

        Assert.False(copied.MoveNext());
    }

    private static string Text(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
