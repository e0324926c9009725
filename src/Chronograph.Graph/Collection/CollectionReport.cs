namespace Chronograph.Graph;

/// <summary>What collecting, purging or restoring did, or would do.</summary>
/// <param name="Files">Each file that was moved or deleted, and why.</param>
/// <param name="Kept">Each file that was looked at and stays, and why; of collecting, the manifests of older versions only.</param>
public sealed record CollectionReport(IReadOnlyList<CollectedFile> Files, IReadOnlyList<KeptFile> Kept)
{
    /// <summary>The bytes of <see cref="Files"/>.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
