using System.Text;
using Chronograph.Graph;

namespace Chronograph.Code.Tests;

/// <summary>Source in memory, analysed step by step by the model that indexing uses.</summary>
internal sealed class AnalysedCode
{
    private readonly TreeState _tree = new(new SourceRoot("/", "", ""));
    private readonly CodeModel _model = new("", new AnalysisMeter());
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    public static AnalysedCode From(params (string Path, string Text)[] files)
    {
        var code = new AnalysedCode();
        code.Change(files.Select(file => (file.Path, (string?)file.Text)).ToArray());
        return code;
    }

    /// <summary>One file without a project, which has the implicit usings of the SDK.</summary>
    public static AnalysedCode From(string text) => From(("a.cs", text));

    public IReadOnlyDictionary<string, string> Files => _files;

    public GraphDelta LastDelta { get; private set; } = new([], [], [], []);

    /// <summary>How often files were bound in the last step.</summary>
    public int LastBound { get; private set; }

    public IReadOnlyList<Node> Nodes => [.. _model.Graph.Nodes];

    /// <summary>Edges as <c>source TYPE target</c>.</summary>
    public IReadOnlySet<string> Edges => _model.Graph.Edges.Select(edge => $"{edge.Source} {edge.Type} {edge.Target}").ToHashSet();

    public void Change(params (string Path, string? Text)[] changes)
    {
        foreach (var (path, text) in changes)
        {
            if (text is null)
                _files.Remove(path);
            else
                _files[path] = text;
        }

        var contents = changes.Select(change =>
            new KeyValuePair<string, byte[]?>(change.Path, change.Text is null ? null : Encoding.UTF8.GetBytes(change.Text)));
        LastBound = 0;
        _model.Apply(_tree.Apply(contents), (done, _) => LastBound = Math.Max(LastBound, done), CancellationToken.None);
        LastDelta = _model.Graph.TakeDelta();
    }

    public Node Node(string id) => Nodes.Single(node => node.SemanticId == id);

    public void AssertEdge(string edge) => Assert.Contains(edge, Edges);

    public void AssertNoEdge(string edge) => Assert.DoesNotContain(edge, Edges);

    /// <summary>The graph must be what an analysis from nothing finds.</summary>
    public void AssertSameAsFromScratch(string? because = null)
    {
        var scratch = From(_files.Select(file => (file.Key, file.Value)).ToArray());
        AssertSame(scratch.Nodes.Select(node => node.ToString()), Nodes.Select(node => node.ToString()), because);
        AssertSame(scratch.Edges, Edges, because);
    }

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual, string? because)
    {
        var missing = expected.Except(actual).Order(StringComparer.Ordinal).Take(5).ToList();
        var extra = actual.Except(expected).Order(StringComparer.Ordinal).Take(5).ToList();
        Assert.True(
            missing.Count + extra.Count == 0,
            $"{because}\nmissing:\n{string.Join('\n', missing)}\ntoo many:\n{string.Join('\n', extra)}");
    }
}
