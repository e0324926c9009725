namespace Chronograph.Benchmarks;

/// <summary>What Roslyn alone took for the files.</summary>
/// <param name="Elapsed">By the clock.</param>
/// <param name="Processor">Processor time of the whole process.</param>
/// <param name="SyntaxNodes">How many syntax nodes the files have.</param>
internal sealed record RoslynFloorResult(TimeSpan Elapsed, TimeSpan Processor, long SyntaxNodes);
