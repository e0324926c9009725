namespace Chronograph.Cli.Tests;

/// <summary>The sample code, its files indexed as they are.</summary>
public sealed class IndexedFiles : IDisposable
{
    public IndexedFiles() => Result = Tool.Run("index", Code.Path).Succeeds();

    internal SampleCode Code { get; } = new();

    internal ToolResult Result { get; }

    public void Dispose() => Code.Dispose();
}
