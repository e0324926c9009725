namespace Chronograph.Selftest;

/// <summary>A promise of the product did not hold. Never leaves this library: it becomes a line of a report.</summary>
internal sealed class SelftestFailedException(string message) : Exception(message);
