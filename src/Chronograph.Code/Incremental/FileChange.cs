namespace Chronograph.Code;

/// <summary>A file before and after; one of them is missing when it appeared or vanished.</summary>
internal sealed record FileChange(SourceFile? Before, SourceFile? After)
{
    public string Path => (After ?? Before)!.Path;
}
