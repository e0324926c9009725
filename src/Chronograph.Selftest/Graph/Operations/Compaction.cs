using System.Collections.Immutable;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>The newest version again, in fewer files. Makes no version when there is nothing to merge.</summary>
internal sealed record Compaction : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        store.Compact();
        return null;
    }

    public override StoreModel Apply(StoreModel model) =>
        model.Commit(model.Content, ImmutableSortedDictionary<string, string>.Empty);
}
