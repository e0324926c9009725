using System.CommandLine;
using Chronograph.Benchmarks;
using Chronograph.Selftest;

if (WorkerProgram.TryRun(args))
    return 0;
var root = new RootCommand("Measures Chronograph beside a floor or a peer in the same run.")
{
    IndexingBenchmark.Command(),
    LogSoakCommand.Command(),
    LogDamageRun.Command(),
};
return root.Parse(args).Invoke();
