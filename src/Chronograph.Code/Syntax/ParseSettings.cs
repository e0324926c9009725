using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Chronograph.Code;

/// <summary>How source is parsed: newest language, symbols of a Release build for the running framework and those of the project.</summary>
internal static class ParseSettings
{
    private const int FirstNet = 5;
    private const int LastNet = 10;

    private static readonly ConcurrentDictionary<string, CSharpParseOptions> WithConstants = new(StringComparer.Ordinal);

    /// <remarks>Nullable analysis finds warnings, never a different symbol, and costs a third of binding: off.</remarks>
    public static CSharpParseOptions Options { get; } = new CSharpParseOptions(
            LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular, Symbols())
        .WithFeatures([new("run-nullable-analysis", "never")]);

    /// <summary>The options with the symbols of a project; equal symbols give the same object.</summary>
    /// <param name="constants">Distinct, in ordinal order.</param>
    public static CSharpParseOptions With(IReadOnlyList<string> constants) => constants.Count == 0
        ? Options
        : WithConstants.GetOrAdd(
            string.Join(';', constants),
            static (_, added) => Options.WithPreprocessorSymbols(Options.PreprocessorSymbolNames.Union(added)),
            constants);

    private static IEnumerable<string> Symbols()
    {
        string[] fixedSymbols = ["TRACE", "RELEASE", "NET", "NETCOREAPP", $"NET{LastNet}_0"];
        string[] core = ["1_0", "1_1", "2_0", "2_1", "2_2", "3_0", "3_1"];
        return fixedSymbols
            .Concat(core.Select(static version => $"NETCOREAPP{version}_OR_GREATER"))
            .Concat(Enumerable.Range(FirstNet, LastNet - FirstNet + 1).Select(static version => $"NET{version}_0_OR_GREATER"));
    }
}
