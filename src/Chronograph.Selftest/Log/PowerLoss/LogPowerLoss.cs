namespace Chronograph.Selftest;

/// <summary>Lets a random writer of a log lose power at every moment, and checks what each possible state of the disk is worth.</summary>
/// <remarks>
/// A writer has several lives: each begins on an image that the one before left, so that recovery, and what is written
/// over its remains, is cut off too.
/// </remarks>
/// <param name="run">Where, and how long.</param>
/// <param name="seed">What the random choices are seeded with.</param>
internal sealed class LogPowerLoss(SelftestRun run, int seed)
{
    private const string Name = "power loss";
    private const int Lives = 4;
    private const int StepsPerLife = 30;

    private readonly Random _random = new(seed);

    public PowerLossCounts Counts { get; } = new();

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
            var remains = new Remains(null, new LogPromise());
            for (var life = 0; life < Lives && Counts.Images < images && Live(remains) is { } recording; life++)
                remains = LosePower(Disk(recording), remains.Promise);
        }
    }

    // Null when the writer could not do its work, which is reported.
    private DiskRecording? Live(Remains remains)
    {
        var directory = run.CreateDirectory("recorded");
        try
        {
            remains.Image?.WriteTo(directory.Path);
            var files = new RecordingFileSystem(directory.Path, new UnflushedDisk());
            using (var script = new LogScript(files, _random))
                script.Run(StepsPerLife);
            directory.Dispose();
            return files.Recording;
        }
        catch (Exception error)
        {
            Counts.Broken++;
            run.Report(Name, $"a writer cannot go on: {error.Message}", directory.Path);
            return null;
        }
    }

    // Tries every moment of a life, and chooses one for the next life to begin from.
    private Remains LosePower(DiskRecording recording, LogPromise promise)
    {
        var chosen = new Remains(null, new LogPromise());
        var (points, notes) = (0, 0);
        foreach (var point in recording.CrashPoints().TakeWhile(_ => run.GoesOn()))
        {
            while (notes < point.Notes.Count)
                promise.Take(point.Notes[notes++]);
            var images = point.Images(ImagesPerPoint, _random);
            Counts.Points++;
            Counts.CompletePoints += images.Complete ? 1 : 0;
            foreach (var image in images.Images.TakeWhile(_ => run.GoesOn()))
                Check(image, promise);
            if (_random.Next(++points) == 0)
                chosen = new Remains(images.Images[_random.Next(images.Images.Count)], promise.Copy());
        }

        return chosen;
    }

    private void Check(CrashImage image, LogPromise promise)
    {
        var directory = run.CreateDirectory("image");
        image.WriteTo(directory.Path);
        var check = new LogImageCheck(Path.Combine(directory.Path, LogScript.LogName), promise);
        try
        {
            check.Run();
            directory.Dispose();
        }
        catch (Exception error)
        {
            Counts.Broken++;
            Counts.WrongBytes += error is BrokenPromiseException { WrongBytes: true } ? 1 : 0;
            image.WriteTo(directory.Empty());
            run.Report(Name, error.Message, directory.Path);
        }

        Counts.Images++;
        Counts.Messages += check.Messages;
        Counts.Torn += check.Dropped ? 1 : 0;
    }

    private sealed record Remains(CrashImage? Image, LogPromise Promise);
}
