namespace Chronograph.Selftest;

/// <summary>What the fuzzer of logs tried.</summary>
/// <param name="Executions">Logs that were spoiled and used.</param>
/// <param name="Failures">Of these, those that crashed, lied, hung or asked for memory without bound.</param>
internal readonly record struct FuzzCounts(long Executions, long Failures);
