using System.Diagnostics;
using Chronograph.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Benchmarks;

/// <summary>
/// The floor of indexing: the same files parsed, put into one compilation with the usings of their projects, and every
/// name and creation in them bound, on as many threads. Nothing is kept of what Roslyn answers.
/// </summary>
internal sealed class RoslynFloor
{
    private readonly IReadOnlyList<SourceFile> _files;

    public RoslynFloor(string path)
    {
        var location = IndexLocation.Find(new CodeIndexOptions { Path = path });
        var paths = WorkingTree.List(location.Root, location.Repository is not null);
        var update = new TreeState(location.Root).Apply(WorkingTree.Read(location.Root, paths));
        var sources = new SourceSet(location.Root.Prefix, new AnalysisMeter());
        sources.Apply(update, new ParallelOptions());
        _files = [.. sources.Files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public int Files => _files.Count;

    public long Characters => _files.Sum(file => (long)file.Parsed.Text.Length);

    public RoslynFloorResult Measure()
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var parsed = new ParsedFile[_files.Count];
        Parallel.For(0, parsed.Length, i => parsed[i] = Parse(_files[i]));
        var (parse, parseCpu) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);

        var trees = new SyntaxTree[_files.Count]; // not counted: adding the usings is our work
        Parallel.For(0, trees.Length, i => trees[i] = UsingInjection.Inject(parsed[i], _files[i].Project).Tree);

        (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: true);
        var compilation = CSharpCompilation.Create("floor", trees, FrameworkReferences.All, options);
        var nodes = 0L;
        Parallel.For(0, trees.Length, i => Interlocked.Add(ref nodes, Bind(compilation.GetSemanticModel(trees[i]), trees[i])));
        return new RoslynFloorResult(
            parse + Stopwatch.GetElapsedTime(start), parseCpu + Environment.CpuUsage.TotalTime - cpu, nodes);
    }

    private static ParsedFile Parse(SourceFile file)
    {
        var options = (CSharpParseOptions)file.Tree.Tree.Options;
        var tree = CSharpSyntaxTree.ParseText(file.Parsed.Text, options, file.Path);
        return file.Parsed with { Root = (CompilationUnitSyntax)tree.GetRoot() };
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
