using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Repairs a log under the writer's lock: plans, copies what it takes out, changes, and lets recovery finish.</summary>
internal static class LogRepairer
{
    public static LogRepair Run(LogDirectory directory, bool apply)
    {
        if (!apply)
            return Preview(directory);
        using var held = WriterLock.Acquire(directory);
        return Apply(directory, RepairPlanner.Plan(directory), held);
    }

    // Without the lock, since looking must change nothing: a writer that comes meanwhile makes it out of date, no more.
    private static LogRepair Preview(LogDirectory directory)
    {
        DirectoryLock.ThrowIfHeld(directory.Files, directory.Path);
        var plan = RepairPlanner.Plan(directory);
        return Report(plan, [.. plan.Steps.Select(step => step.Describe(""))], []);
    }

    private static LogRepair Apply(LogDirectory directory, RepairPlan plan, DirectoryLock held)
    {
        var (actions, setAside) = (new List<LogRepairAction>(), new List<string>());
        foreach (var step in plan.Steps)
        {
            var copy = step.TakesOut ? Quarantine.TryKeep(directory, step.Path, step.From, step.To) : null;
            step.Apply(directory);
            actions.Add(step.Describe(copy ?? ""));
            if (copy is not null)
                setAside.Add(copy);
        }

        RemoveIndexes(directory, plan);
        using (var writer = LogWriter.Open(directory, new MessageLogOptions(), held))
            setAside.AddRange(writer.Recovery.Quarantined);
        return Report(plan, actions, setAside) with { Applied = true };
    }

    // Of segments that were changed: the entries may name what is gone. Reading works without them.
    private static void RemoveIndexes(LogDirectory directory, RepairPlan plan)
    {
        foreach (var path in plan.Steps.Select(step => Path.ChangeExtension(step.Path, LogDirectory.IndexExtension)).Distinct())
            directory.Files.Delete(path);
    }

    private static LogRepair Report(RepairPlan plan, IReadOnlyList<LogRepairAction> actions, IReadOnlyList<string> setAside) => new()
    {
        Applied = false,
        KeptMessages = plan.KeptMessages,
        LostMessages = plan.Steps.Sum(step => step.LostMessages),
        NextSequence = plan.NextSequence,
        Actions = actions,
        SetAside = setAside,
    };
}
