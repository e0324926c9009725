namespace Chronograph.Code.Tests;

/// <summary>The indexer, ending with the test.</summary>
internal static class TestIndexer
{
    public static CodeIndexResult Run(CodeIndexOptions options) => CodeIndexer.Run(options, progress: null, TestContext.Current.CancellationToken);
}
