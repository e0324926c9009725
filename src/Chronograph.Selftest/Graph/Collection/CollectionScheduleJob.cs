using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>Runs a <see cref="CollectionSchedule"/>: <c>DIRECTORY STEPS [SEED]</c>.</summary>
internal static class CollectionScheduleJob
{
    public const string Name = "collection-schedule";

    public static void Run(WorkerOrders orders, string[] arguments)
    {
        var steps = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var seed = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : Random.Shared.Next();
        Console.Out.WriteLine($"seed {seed}, {steps} steps");
        using var schedule = new CollectionSchedule(arguments[0], seed);
        schedule.Run(steps);
        foreach (var (kind, count) in schedule.Done.OrderBy(done => done.Key, StringComparer.Ordinal))
            Console.Out.WriteLine($"{kind}: {count}");
        Console.Out.WriteLine("Every snapshot that was held read what it was; verify found nothing.");
    }
}
