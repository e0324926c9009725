namespace Chronograph.Selftest;

/// <summary>What a store owes at a moment.</summary>
/// <param name="Done">What was promised; null before the store was made.</param>
/// <param name="Begun">What will be promised once the operation that runs is done; the same as <paramref name="Done"/> when none runs.</param>
internal sealed record StorePromise(StoreModel? Done, StoreModel Begun)
{
    /// <summary>The versions that open now, whether the operation was done or not.</summary>
    public IEnumerable<long> Certain => Done is null ? [] : Done.Versions.Keys.Where(Begun.Versions.ContainsKey);

    /// <summary>Whether a number may be that of the newest version.</summary>
    public bool AllowsLatest(long latest) => latest == (Done?.Latest ?? 0) || latest == Begun.Latest;
}
