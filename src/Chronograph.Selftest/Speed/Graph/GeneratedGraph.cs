using System.Globalization;
using System.Text;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A graph that looks like code and is the same on every machine: node and edge by number, nothing kept.</summary>
/// <param name="nodes">How many nodes.</param>
/// <param name="edgesPerNode">How many edges leave each; those that meet twice become one.</param>
internal sealed class GeneratedGraph(int nodes, int edgesPerNode)
{
    private const int NodesPerFile = 20;
    private static readonly string[] NodeTypes = ["METHOD", "METHOD", "METHOD", "METHOD", "PROPERTY", "FIELD", "CLASS", "INTERFACE", "METHOD", "ENUM"];
    private static readonly string[] EdgeTypes = ["CALLS", "CALLS", "CALLS", "USES", "CONTAINS"];
    private static readonly byte[][] EdgeTypesUtf8 = Array.ConvertAll(EdgeTypes, Encoding.UTF8.GetBytes);

    /// <summary>How many nodes.</summary>
    public int Nodes => nodes;

    /// <summary>How many edges leave each node.</summary>
    public int EdgesPerNode => edgesPerNode;

    /// <summary>The file of a node, which it shares with its neighbours by number.</summary>
    public static string File(int node)
    {
        var file = node / NodesPerFile;
        return string.Create(CultureInfo.InvariantCulture, $"src/Area{file % 37}/Module{file % 1009}/Source{file}.cs");
    }

    /// <summary>The kind of a node.</summary>
    public static string NodeType(int node) => NodeTypes[node % NodeTypes.Length];

    /// <summary>An identity as long as those of indexed code, some 90 bytes.</summary>
    public static string SemanticId(int node) => string.Create(
        CultureInfo.InvariantCulture, $"{File(node)}->{NodeType(node)}->{Name(node)}(Type{node},int)[in:Company.Product.Area{node / NodesPerFile % 37}.Type{node / 5}]");

    /// <summary>The record of a node.</summary>
    public static Node Node(int node) => new(SemanticId(node), NodeType(node), Name(node), File(node), (ulong)node + 1);

    /// <summary>The node that an edge leads to: any, each as likely.</summary>
    public int Target(int source, int edge) => (int)Math.BigMul(Mix(((ulong)source << 16) + (ulong)edge), (ulong)nodes, out _);

    /// <summary>The kind of an edge.</summary>
    public static string EdgeType(int source, int edge) => EdgeTypes[(source + edge) % EdgeTypes.Length];

    /// <inheritdoc cref="EdgeType"/>
    public static ReadOnlySpan<byte> EdgeTypeUtf8(int source, int edge) => EdgeTypesUtf8[(source + edge) % EdgeTypes.Length];

    private static string Name(int node) => string.Create(CultureInfo.InvariantCulture, $"Handle{node / 3}");

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
