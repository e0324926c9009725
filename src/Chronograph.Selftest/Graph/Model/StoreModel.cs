using System.Collections.Immutable;

namespace Chronograph.Selftest;

/// <summary>What a store has promised: the versions that must open, and what each must hold.</summary>
/// <param name="Latest">The number of the newest version, 0 when there is none.</param>
/// <param name="Versions">By number; what was collected is not here, whether it was purged or not.</param>
internal sealed record StoreModel(long Latest, ImmutableSortedDictionary<long, ModelVersion> Versions)
{
    /// <summary>A store without versions.</summary>
    public static StoreModel Empty { get; } = new(0, ImmutableSortedDictionary<long, ModelVersion>.Empty);

    /// <summary>The records of the newest version.</summary>
    public GraphContent Content => Latest == 0 ? GraphContent.Empty : Versions[Latest].Content;

    /// <summary>The model with one more version.</summary>
    public StoreModel Commit(GraphContent content, ImmutableSortedDictionary<string, string> tags) =>
        new(Latest + 1, Versions.Add(Latest + 1, new ModelVersion(content, tags)));

    /// <summary>The model with one more tag.</summary>
    public StoreModel Tag(long version, string key, string value) =>
        this with { Versions = Versions.SetItem(version, Versions[version] with { Tags = Versions[version].Tags.SetItem(key, value) }) };

    /// <summary>The model without the versions that a collection may take.</summary>
    public StoreModel Collect(long retain) =>
        this with { Versions = Versions.RemoveRange(Versions.Where(version => IsCollectable(version, retain)).Select(version => version.Key)) };

    private bool IsCollectable(KeyValuePair<long, ModelVersion> version, long retain) =>
        version.Key < Latest - retain && version.Value.Tags.IsEmpty;
}
