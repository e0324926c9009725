namespace Chronograph.Cli;

/// <summary>What the two output streams are connected to.</summary>
internal static class Terminal
{
    /// <summary>Whether data goes to a terminal.</summary>
    public static bool OutputIsTerminal { get; } = !Console.IsOutputRedirected && CanMoveCursor;

    /// <summary>Whether talk goes to a terminal.</summary>
    public static bool ErrorIsTerminal { get; } = !Console.IsErrorRedirected && CanMoveCursor;

    /// <summary>Whether data may be coloured.</summary>
    public static bool OutputColours => OutputIsTerminal && ColoursWanted;

    /// <summary>Whether talk may be coloured.</summary>
    public static bool ErrorColours => ErrorIsTerminal && ColoursWanted;

    // https://no-color.org: any value but the empty one.
    private static bool ColoursWanted => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static bool CanMoveCursor => Environment.GetEnvironmentVariable("TERM") != "dumb";
}
