namespace Chronograph.Cli;

/// <summary>A row of a file cannot be used.</summary>
/// <param name="line">The line on which it begins, from 1.</param>
/// <param name="reason">Why.</param>
internal sealed class RowException(long line, string reason) : Exception(reason)
{
    /// <summary>The line on which the row begins, from 1.</summary>
    public long Line => line;
}
