namespace Chronograph.Log;

/// <summary>What a bell that was armed has to know when somebody goes to sleep.</summary>
/// <param name="Generation">The generation from before the look at the log.</param>
/// <param name="Ordered">Whether a wake-up cannot be missed, so that the sleep may be a long one.</param>
internal readonly record struct ArmedBell(int Generation, bool Ordered);
