using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>A message taken out of a merge so that it can be printed.</summary>
/// <param name="Source">The index of its log.</param>
/// <param name="Message">The message.</param>
/// <param name="IsLate">Whether one that belongs behind it was printed before it.</param>
internal readonly record struct PrintedMergedMessage(int Source, PrintedMessage Message, bool IsLate)
{
    /// <summary>Takes a copy.</summary>
    public static PrintedMergedMessage Of(in MergedMessage merged) =>
        new(merged.Source, PrintedMessage.Of(merged.Message), merged.IsLate);
}
