namespace Chronograph.Cli;

/// <summary>What the tool says to the person in front of it: standard error, so that it never mixes with data.</summary>
internal static class Talk
{
    /// <summary>One line that says why the command ends without having done its work.</summary>
    public static void Error(string message) => Write($"{Colours.Error("error:")} {Printable.OneLine(message)}");

    /// <summary>Something the user should know about.</summary>
    public static void Note(string message) => Write(Printable.OneLine(message));

    /// <summary>What could be done next.</summary>
    public static void Hint(string message) => Write(Colours.Dim(Printable.OneLine(message)));

    /// <summary>Several lines, exactly as they are.</summary>
    public static void Lines(string text) => Write(text);

    private static AnsiColours Colours { get; } = new(Terminal.ErrorColours);

    private static void Write(string line) => Console.Error.WriteLine(line);
}
