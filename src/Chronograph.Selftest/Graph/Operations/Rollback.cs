using System.Collections.Immutable;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>An older version as the newest.</summary>
internal sealed record Rollback(long Version) : StoreOperation
{
    public override GraphVersion? Run(GraphStore store) => store.Rollback(new GraphVersion(Version)).Version;

    public override StoreModel Apply(StoreModel model) =>
        model.Commit(model.Versions[Version].Content, ImmutableSortedDictionary<string, string>.Empty);
}
