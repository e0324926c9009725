namespace Chronograph.Cli;

/// <summary>Names of cursors as users type them.</summary>
internal static class CursorNames
{
    /// <summary>Does something with a name, and says what names look like when it is none.</summary>
    public static T Use<T>(string? name, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (ArgumentException) when (name is not null)
        {
            throw CommandException.Usage(
                $"'{name}' is not a cursor's name; use 1 to 64 letters, digits, '-', '_' or '.', not beginning with '.'.");
        }
    }
}
