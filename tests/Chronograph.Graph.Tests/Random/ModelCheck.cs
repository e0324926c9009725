namespace Chronograph.Graph.Tests;

/// <summary>Compares every answer of a snapshot or a diff with the model's.</summary>
internal static class ModelCheck
{
    public static void Same(GraphModel model, GraphSnapshot snapshot, RandomGraph random)
    {
        Assert.Equal(model.Nodes.Count, snapshot.Info.Nodes);
        Assert.Equal(model.Edges.Count, snapshot.Info.Edges);
        Assert.Equal(model.Nodes.Values.OrderBy(node => node.Id), snapshot.Nodes());
        Assert.Equal(Sorted(model.Edges.Values), snapshot.Edges());
        Statistics(model, snapshot);
        for (var round = 0; round < 8; round++)
            OneQuery(model, snapshot, random);
    }

    /// <summary>Compares the diff of two versions with that of their models, both as manifests shorten it and as the files alone give it.</summary>
    public static void SameDiff(GraphStore store, GraphVersion from, GraphVersion to, GraphModel before, GraphModel after)
    {
        using (var diff = store.Diff(from, to))
            Same(before, after, diff);
        using var ofFiles = new GraphDiff(store.OpenSnapshot(from), store.OpenSnapshot(to), SegmentAlignment.OfFiles);
        Same(before, after, ofFiles);
    }

    private static void Same(GraphModel from, GraphModel to, GraphDiff diff)
    {
        var nodes = from.NodeChangesTo(to);
        var edges = from.EdgeChangesTo(to);
        var nodeChanges = diff.Nodes().ToDictionary(change => (change.Before ?? change.After)!.SemanticId);
        Assert.Equal(nodes.OrderBy(change => change.Key), nodeChanges.ToDictionary(change => change.Key, change => change.Value.Kind).OrderBy(change => change.Key));
        Assert.All(nodeChanges, change => Assert.Equal(from.Nodes.GetValueOrDefault(change.Key), change.Value.Before));
        Assert.All(nodeChanges, change => Assert.Equal(to.Nodes.GetValueOrDefault(change.Key), change.Value.After));
        var edgeChanges = diff.Edges().ToDictionary(change => Key((change.Before ?? change.After)!));
        Assert.Equal(edges.OrderBy(change => change.Key), edgeChanges.ToDictionary(change => change.Key, change => change.Value.Kind).OrderBy(change => change.Key));
        Assert.All(edgeChanges, change => Assert.Equal(from.Edges.GetValueOrDefault(change.Key), change.Value.Before));
        Assert.All(edgeChanges, change => Assert.Equal(to.Edges.GetValueOrDefault(change.Key), change.Value.After));
        Assert.Equal(Counts(nodes.Values, edges.Values), diff.Count());
        ScanCheck.Same(diff, new Random(nodes.Count + edges.Count));

        var ofType = new[] { from, to }.SelectMany(model => model.Nodes.Values.Select(node => node.Type).Concat(model.Edges.Values.Select(edge => edge.Type)));
        foreach (var type in ofType.Distinct())
        {
            Assert.Equal(
                Counts(
                    [.. nodeChanges.Values.Where(change => change.Before?.Type == type || change.After?.Type == type).Select(change => change.Kind)],
                    [.. edgeChanges.Values.Where(change => (change.Before ?? change.After)!.Type == type).Select(change => change.Kind)]),
                diff.Count(type));
        }
    }

    private static DiffCounts Counts(IReadOnlyCollection<ChangeKind> nodes, IReadOnlyCollection<ChangeKind> edges) => new(
        nodes.Count(kind => kind == ChangeKind.Added),
        nodes.Count(kind => kind == ChangeKind.Removed),
        nodes.Count(kind => kind == ChangeKind.Changed),
        nodes.Count(kind => kind == ChangeKind.Touched),
        edges.Count(kind => kind == ChangeKind.Added),
        edges.Count(kind => kind == ChangeKind.Removed),
        edges.Count(kind => kind == ChangeKind.Changed));

    private static void Statistics(GraphModel model, GraphSnapshot snapshot)
    {
        var statistics = snapshot.Statistics();
        Assert.Equal(model.Nodes.Count, statistics.Nodes);
        Assert.Equal(model.Edges.Count, statistics.Edges);
        Assert.Equal(
            model.Nodes.Values.GroupBy(node => node.Type).ToDictionary(group => group.Key, group => group.LongCount()).OrderBy(count => count.Key, StringComparer.Ordinal),
            statistics.NodeTypes);
        Assert.Equal(
            model.Edges.Values.GroupBy(edge => edge.Type).ToDictionary(group => group.Key, group => group.LongCount()).OrderBy(count => count.Key, StringComparer.Ordinal),
            statistics.EdgeTypes);
    }

    /// <summary>Asks one question of each kind.</summary>
    public static void OneQuery(GraphModel model, GraphSnapshot snapshot, RandomGraph random)
    {
        var id = random.SemanticId();
        var node = NodeId.FromSemanticId(id);
        Assert.Equal(model.Nodes.ContainsKey(id), snapshot.TryGetNode(id, out var found));
        Assert.Equal(model.Nodes.GetValueOrDefault(id), found);

        var query = new NodeQuery { Type = Maybe(random.NodeType()), File = Maybe(random.File()), Name = Maybe("n3") };
        Assert.Equal(
            model.Nodes.Values
                .Where(other => (query.Type ?? other.Type) == other.Type && (query.File ?? other.File) == other.File && (query.Name ?? other.Name) == other.Name)
                .OrderBy(other => other.Id),
            snapshot.Find(query));

        var direction = random.Direction();
        var type = Maybe(random.EdgeType());
        Assert.Equal(
            model.Hop(id, direction, type).OrderBy(hop => hop.Direction).ThenBy(hop => hop.Edge.Type, StringComparer.Ordinal)
                .ThenBy(hop => NodeId.FromSemanticId(hop.Direction == EdgeDirection.Out ? hop.Edge.Target : hop.Edge.Source))
                .Select(hop => (hop.Edge, hop.Direction)),
            snapshot.Neighbors(node, direction, type).Select(neighbor => (neighbor.Edge, neighbor.Direction)));
        Walks(model, snapshot, random, id, direction, type);

        string? Maybe(string text) => random.Coin() ? null : text;
    }

    private static void Walks(GraphModel model, GraphSnapshot snapshot, RandomGraph random, string id, EdgeDirection direction, string? type)
    {
        var query = new TraversalQuery { Start = NodeId.FromSemanticId(id), Direction = direction, Type = type, Depth = 3 };
        var levels = model.Levels(id, direction, type, query.Depth);
        Assert.Equal(levels.Select(level => (long)level.Count), snapshot.Levels(query).Counts);
        var visits = snapshot.Traverse(query).ToList();
        Assert.Equal(
            levels.Index().Skip(1).SelectMany(level => level.Item.Select(reached => (level.Index, reached))).Order(),
            visits.Select(visit => (visit.Depth, visit.SemanticId)).Order());
        Assert.All(visits, visit => Assert.Equal(model.Nodes.GetValueOrDefault(visit.SemanticId), visit.Node));

        var target = random.SemanticId();
        var depth = model.Levels(id, direction, type, int.MaxValue).FindIndex(level => level.Contains(target));
        var path = snapshot.ShortestPath(query.Start, NodeId.FromSemanticId(target), direction, type);
        if (depth == 0 && !model.Nodes.ContainsKey(id))
            return;
        Assert.Equal(depth, path is null ? -1 : path[^1].Depth);
        if (path is not null)
            Assert.Equal((id, target), (path[0].SemanticId, path[^1].SemanticId));
    }

    private static IEnumerable<Edge> Sorted(IEnumerable<Edge> edges) => edges
        .OrderBy(edge => NodeId.FromSemanticId(edge.Source)).ThenBy(edge => edge.Type, StringComparer.Ordinal)
        .ThenBy(edge => NodeId.FromSemanticId(edge.Target));

    private static (string, string, string) Key(Edge edge) => (edge.Source, edge.Type, edge.Target);
}
