using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Lost power under a graph store: random operations, and every kind of crash image at every moment of them.</summary>
/// <param name="directory">An existing directory to work in; what is made there is removed again.</param>
/// <param name="seed">The same seed gives the same operations and images.</param>
internal sealed class GraphPowerLoss(string directory, int seed)
{
    /// <summary>How many operations are recorded in a round.</summary>
    public int Operations { get; init; } = 12;

    /// <summary>The most images of one moment: all there are when they are no more, else some at random.</summary>
    public int ImagesPerPoint { get; init; } = 16;

    /// <summary>What was tried so far.</summary>
    public PowerLossCounts Counts { get; private set; } = PowerLossCounts.None;

    /// <summary>Records one round and tries its images.</summary>
    /// <param name="round">Its number, which with the seed decides everything.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ProofFailedException">A promise was broken; the message says where, and how to see it again.</exception>
    public void Run(int round, CancellationToken cancellation)
    {
        var random = new Random(unchecked((seed * 397) ^ round));
        var recorded = Path.Combine(directory, "recorded");
        try
        {
            Directory.CreateDirectory(recorded);
            foreach (var point in RecordedStore.Record(recorded, random, Operations).CrashPoints())
            {
                if (point.Notes.Count > 0)
                    Try(point, random, round, cancellation);
            }
        }
        finally
        {
            DirectoryTree.Delete(FileSystem.Disk, recorded);
        }
    }

    private void Try(CrashPoint point, Random random, int round, CancellationToken cancellation)
    {
        var images = point.Images(ImagesPerPoint, random);
        for (var index = 0; index < images.Images.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Try(images.Images[index], (Promise)point.Notes[^1]);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new ProofFailedException($"seed {seed}, round {round}, moment {point.Time}, image {index}: {error}");
            }
        }

        Counts = Counts.Plus(images);
    }

    private void Try(CrashImage image, Promise promise)
    {
        var left = Path.Combine(directory, "image");
        try
        {
            image.WriteTo(left);
            new StoreCheck(Path.Combine(left, RecordedStore.Name), promise).Run();
        }
        finally
        {
            DirectoryTree.Delete(FileSystem.Disk, left);
        }
    }
}
