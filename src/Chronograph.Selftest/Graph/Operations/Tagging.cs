using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A tag for a version that is there.</summary>
internal sealed record Tagging(long Version, string Key, string Value) : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        store.Tag(new GraphVersion(Version), new Dictionary<string, string> { [Key] = Value });
        return null;
    }

    public override StoreModel Apply(StoreModel model) => model.Tag(Version, Key, Value);
}
