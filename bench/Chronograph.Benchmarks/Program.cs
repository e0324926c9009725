using System.CommandLine;
using Chronograph.Benchmarks;

var root = new RootCommand("Measures Chronograph beside a floor or a peer in the same run.")
{
    IndexingBenchmark.Command(),
};
return root.Parse(args).Invoke();
