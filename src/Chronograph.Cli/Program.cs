using Chronograph.Cli;
using Chronograph.Selftest;

return WorkerProgram.TryRun(args) ? 0 : CommandLineProgram.Run(args);
