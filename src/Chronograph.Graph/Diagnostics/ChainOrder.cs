namespace Chronograph.Graph;

/// <summary>Follows versions from the newest to the oldest and looks whether what never goes back did.</summary>
/// <remarks>A version is found by its time, and by what sources have reached, because neither does.</remarks>
internal sealed class ChainOrder
{
    private VersionFacts? _later;
    private GraphVersion _laterVersion;
    private long _laterNextSegmentId = long.MaxValue;

    /// <summary>Adds a version before those that were added.</summary>
    /// <param name="wrong">The one that was added last.</param>
    /// <returns>What is wrong with that one; null when nothing is.</returns>
    public string? Add(Manifest manifest, out GraphVersion wrong)
    {
        wrong = _laterVersion;
        var fault = Compare(VersionFacts.Of(manifest))
            ?? (manifest.State.NextSegmentId > _laterNextSegmentId ? "its 'next_segment_id' is below its parent's" : null);
        (_later, _laterVersion, _laterNextSegmentId) = (VersionFacts.Of(manifest), manifest.Version, manifest.State.NextSegmentId);
        return fault;
    }

    /// <inheritdoc cref="Add(Manifest, out GraphVersion)"/>
    public string? Add(CollectedRange range, out GraphVersion wrong)
    {
        wrong = _laterVersion;
        var fault = Compare(range.LastFacts);
        (_later, _laterVersion) = (range.FirstFacts, range.First);
        return fault;
    }

    private string? Compare(VersionFacts facts) =>
        _later is not { } later ? null
        : later.CreatedAt < facts.CreatedAt ? "it was created before its parent"
        : facts.Sources.FirstOrDefault(source => later.Sources.GetValueOrDefault(source.Key) < source.Value).Key is { } source
            ? $"its source '{source}' is behind its parent's"
            : null;
}
