namespace Chronograph.Selftest;

/// <summary>One step of a recording. Its place in the recording is the time at which it happened.</summary>
internal abstract record DiskOperation;
