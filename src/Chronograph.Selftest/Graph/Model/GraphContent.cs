using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>All records of one version, with a digest over them.</summary>
/// <remarks>
/// Every version that the proofs commit also holds a node that carries the digest of all the others, so that whoever
/// opens it, in whichever process, can tell without being told whether it is whole.
/// </remarks>
internal sealed record GraphContent
{
    private const string WitnessId = "witness";
    private static readonly ImmutableSortedDictionary<string, Node> NoNodes = ImmutableSortedDictionary.Create<string, Node>(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, Edge> NoEdges = ImmutableSortedDictionary.Create<string, Edge>(StringComparer.Ordinal);

    private string? _digest;

    private GraphContent(ImmutableSortedDictionary<string, Node> nodes, ImmutableSortedDictionary<string, Edge> edges)
    {
        Nodes = nodes;
        Edges = edges;
    }

    /// <summary>No records: what a store holds before its first commit.</summary>
    public static GraphContent Empty { get; } = new(NoNodes, NoEdges);

    /// <summary>The nodes by semantic id, without the witness.</summary>
    public ImmutableSortedDictionary<string, Node> Nodes { get; }

    /// <summary>The edges by key.</summary>
    public ImmutableSortedDictionary<string, Edge> Edges { get; }

    /// <summary>SHA-256 over all records, in hexadecimal digits.</summary>
    public string Digest => _digest ??= ComputeDigest();

    /// <summary>The node that carries the digest.</summary>
    public Node Witness => new(WitnessId, "WITNESS", "witness", "", 0, $"\"{Digest}\"");

    /// <summary>Reads a version whole.</summary>
    /// <param name="snapshot">The version.</param>
    /// <exception cref="BrokenPromiseException">The version does not hold what its witness says.</exception>
    public static GraphContent Of(GraphSnapshot snapshot)
    {
        var all = snapshot.Nodes().ToDictionary(node => node.SemanticId);
        all.Remove(WitnessId, out var witness);
        var content = new GraphContent(NoNodes.AddRange(all), NoEdges.AddRange(snapshot.Edges().Select(edge => KeyValuePair.Create(KeyOf(edge), edge))));
        if (content.Nodes.IsEmpty && content.Edges.IsEmpty && witness is null)
            return content;
        return content.Witness == witness
            ? content
            : throw new BrokenPromiseException($"version {snapshot.Info.Version} does not hold the records that its witness vouches for");
    }

    public GraphContent With(Node node) => new(Nodes.SetItem(node.SemanticId, node), Edges);

    public GraphContent With(Edge edge) => new(Nodes, Edges.SetItem(KeyOf(edge), edge));

    public GraphContent Without(Node node) => new(Nodes.Remove(node.SemanticId), Edges);

    public GraphContent Without(Edge edge) => new(Nodes, Edges.Remove(KeyOf(edge)));

    private static string KeyOf(Edge edge) => $"{edge.Source}\n{edge.Type}\n{edge.Target}";

    private string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in Nodes.Values.Cast<object>().Concat(Edges.Values))
            hash.AppendData(Encoding.UTF8.GetBytes(record + "\n"));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
