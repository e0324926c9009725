namespace Chronograph.Cli.Tests;

/// <summary>The sample code, its whole history indexed.</summary>
public sealed class IndexedHistory : IDisposable
{
    public IndexedHistory() => Result = Tool.Run("index", Code.Path, "--history", "9").Succeeds();

    internal SampleCode Code { get; } = new();

    internal ToolResult Result { get; }

    public void Dispose() => Code.Dispose();
}
