namespace Chronograph.Benchmarks;

/// <summary>What Roslyn alone took for the files.</summary>
internal sealed record RoslynFloorResult(TimeSpan Parse, TimeSpan Bind, long SyntaxNodes)
{
    public TimeSpan Total => Parse + Bind;
}
