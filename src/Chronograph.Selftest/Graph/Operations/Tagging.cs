using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A tag for a version that is there.</summary>
internal sealed record Tagging(long Version, string Key, string Value) : StoreOperation
{
    public override void Run(GraphStore store) =>
        store.Tag(new GraphVersion(Version), new Dictionary<string, string> { [Key] = Value });

    public override StoreModel Apply(StoreModel model) => model.Tag(Version, Key, Value);
}
