using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Forgets a durable mark that no damage explains, such as that of another log.</summary>
internal sealed record ForgetHintsStep(string Path, long Length)
    : RepairStep(Path, 0, Length, "it names a place that this log cannot have reached; it is forgotten")
{
    public override void Apply(LogDirectory directory)
    {
        directory.Files.Delete(Path);
        directory.Files.SyncDirectory(directory.Path);
    }
}
