namespace Chronograph.Selftest;

/// <summary>A moment at which the power goes.</summary>
/// <param name="Time">The number of operations done by then.</param>
/// <param name="Disk">What is durable, and what may have reached the disk besides.</param>
/// <param name="Notes">What had been promised by then, in order.</param>
internal sealed record CrashPoint(int Time, DiskState Disk, IReadOnlyList<object> Notes)
{
    /// <summary>Images of the disk, no two by the same choices: all there are when those are no more than asked for, else some at random.</summary>
    /// <param name="limit">The greatest number of images.</param>
    /// <param name="random">What they are chosen by.</param>
    public CrashImages Images(int limit, Random random) =>
        All(limit, tearing: true) ?? All(limit / 2, tearing: false)?.Plus(Some(limit / 2, random)) ?? Some(limit, random);

    private CrashImages? All(int limit, bool tearing)
    {
        var images = new List<CrashImage>();
        var choices = new SystematicChoices(tearing);
        do
        {
            if (images.Count == limit)
                return null;
            images.Add(new ImageComposer(Disk, choices).Compose());
        }
        while (choices.MoveNext());

        return new CrashImages(images, Complete: tearing).Plus(CrashImages.None);
    }

    private CrashImages Some(int count, Random random)
    {
        const int AttemptsPerImage = 3;
        var images = new Dictionary<long, CrashImage>();
        var choices = new RandomChoices(random, Time);
        for (var attempt = 0; attempt < count * AttemptsPerImage && images.Count < count; attempt++)
        {
            var image = new ImageComposer(Disk, choices).Compose();
            images.TryAdd(image.Fingerprint, image);
            choices.Begin();
        }

        return new CrashImages([.. images.Values], Complete: false);
    }
}
