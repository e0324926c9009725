namespace Chronograph.Ingest;

/// <summary>Ends the changes of one version: ingest commits what came since the previous marker.</summary>
public sealed record CommitMarker
{
    /// <summary>Tags of the version.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The time the version speaks of, which queries as of a time go by.</summary>
    /// <value>The default is the time at which the marker was appended. A version's time never precedes its parent's.</value>
    public DateTimeOffset? CreatedAt { get; init; }
}
