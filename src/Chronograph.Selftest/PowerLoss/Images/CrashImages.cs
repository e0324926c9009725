namespace Chronograph.Selftest;

/// <summary>Images of one crash point.</summary>
/// <param name="Images">The images.</param>
/// <param name="Complete">Whether these are all there are, down to the sector.</param>
internal sealed record CrashImages(IReadOnlyList<CrashImage> Images, bool Complete)
{
    /// <summary>No images, of many.</summary>
    public static CrashImages None => new([], Complete: false);

    /// <summary>These and others, each choice once.</summary>
    public CrashImages Plus(CrashImages others) =>
        new([.. Images.Concat(others.Images).DistinctBy(image => image.Fingerprint)], Complete || others.Complete);
}
