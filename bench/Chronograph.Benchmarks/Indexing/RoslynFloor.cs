using System.Diagnostics;
using Chronograph.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Chronograph.Benchmarks;

/// <summary>
/// The floor of indexing: the same files parsed, put into one compilation, and every name and creation in them bound,
/// on as many threads. Nothing is kept of what Roslyn answers.
/// </summary>
internal static class RoslynFloor
{
    public static RoslynFloorResult Measure(IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        var start = Stopwatch.GetTimestamp();
        var trees = new SyntaxTree[files.Count];
        Parallel.For(0, files.Count, i => trees[i] = Parse(files[i].Key, files[i].Value));
        var parsed = Stopwatch.GetElapsedTime(start);

        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: true);
        var compilation = CSharpCompilation.Create("floor", trees, FrameworkReferences.All, options);
        var nodes = 0L;
        Parallel.For(0, files.Count, i => Interlocked.Add(ref nodes, Bind(compilation.GetSemanticModel(trees[i]), trees[i])));
        return new RoslynFloorResult(parsed, Stopwatch.GetElapsedTime(start) - parsed, nodes);
    }

    private static SyntaxTree Parse(string path, byte[] content)
    {
        using var stream = new MemoryStream(content);
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(stream), ParseSettings.Options, path);
        tree.GetRoot();
        return tree;
    }

    private static long Bind(SemanticModel model, SyntaxTree tree)
    {
        var nodes = 0L;
        foreach (var node in tree.GetRoot().DescendantNodesAndSelf())
        {
            nodes++;
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax)
                model.GetSymbolInfo(node);
        }

        return nodes;
    }
}
