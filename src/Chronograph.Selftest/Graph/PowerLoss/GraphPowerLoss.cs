namespace Chronograph.Selftest;

/// <summary>Lets the power go at every moment of random operations on a graph store, and checks what each possible state of the disk is worth.</summary>
/// <param name="run">Where, and how long.</param>
/// <param name="seed">What the random choices are seeded with.</param>
internal sealed class GraphPowerLoss(SelftestRun run, int seed)
{
    private const int OperationsPerStore = 10;

    private readonly Random _random = new(seed);

    public GraphPowerLossCounts Counts { get; } = new();

    /// <summary>Of how many states of the disk at each moment.</summary>
    /// <value>At most 12 by default. Fewer make a short run go further into what is done.</value>
    public int ImagesPerPoint { get; init; } = 12;

    /// <summary>Lets a test make the disk a worse one than it is.</summary>
    internal Func<DiskRecording, DiskRecording> Disk { get; init; } = recording => recording;

    /// <summary>Goes on until the time is over, or the number of images is reached.</summary>
    public void Run(long images = long.MaxValue)
    {
        while (Counts.Images < images && run.GoesOn())
        {
            foreach (var point in Disk(Record()).CrashPoints())
            {
                if (Counts.Images >= images || !run.GoesOn())
                    break;
                if (point.Notes.OfType<StorePromise>().LastOrDefault() is { } promise)
                    LosePower(point, promise);
            }
        }
    }

    private DiskRecording Record()
    {
        using var directory = run.CreateDirectory("recorded");
        Counts.Operations += OperationsPerStore;
        return RecordedStore.Record(directory.Path, _random, OperationsPerStore);
    }

    private void LosePower(CrashPoint point, StorePromise promise)
    {
        var images = point.Images(ImagesPerPoint, _random);
        Counts.Points++;
        Counts.CompletePoints += images.Complete ? 1 : 0;
        foreach (var image in images.Images)
            Check(image, promise);
    }

    private void Check(CrashImage image, StorePromise promise)
    {
        var directory = run.CreateDirectory("image");
        image.WriteTo(directory.Path);
        Counts.Images++;
        try
        {
            new StoreImageCheck(Path.Combine(directory.Path, RecordedStore.Name), promise).Run();
            directory.Dispose();
        }
        catch (Exception error)
        {
            Counts.Broken++;
            image.WriteTo(directory.Empty());
            run.Report("power loss", error.Message, directory.Path);
        }
    }
}
