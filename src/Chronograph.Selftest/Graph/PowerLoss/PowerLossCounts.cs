namespace Chronograph.Selftest;

/// <summary>How much lost power was tried.</summary>
/// <param name="Points">Moments at which the power went.</param>
/// <param name="CompletePoints">Those of which every image there is was tried.</param>
/// <param name="Images">Images opened, checked and written on.</param>
internal sealed record PowerLossCounts(long Points, long CompletePoints, long Images)
{
    public static PowerLossCounts None { get; } = new(0, 0, 0);

    public PowerLossCounts Plus(CrashImages tried) =>
        new(Points + 1, CompletePoints + (tried.Complete ? 1 : 0), Images + tried.Images.Count);
}
