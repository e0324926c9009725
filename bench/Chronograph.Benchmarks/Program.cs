using System.CommandLine;
using Chronograph.Benchmarks;
using Chronograph.Selftest;

if (WorkerProgram.TryRun(args))
    return 0;
var root = new RootCommand("Measures Chronograph beside a floor or a peer in the same run.")
{
    IndexingBenchmark.Command(),
    LogBenchmark.Command(),
    GraphBenchmark.Command(),
    VersionsBenchmark.Command(),
    DiffBenchmark.Command(),
    LogSoakCommand.Command(),
    LogDamageRun.Command(),
    LogVerifyBenchmark.Command(),
};
foreach (var child in ChildCommands.All())
    root.Add(child);
return root.Parse(args).Invoke();
