using Spectre.Console;

namespace Chronograph.Cli;

/// <summary>Makes Spectre write where we say, with the colours we allow.</summary>
internal static class SpectreConsole
{
    /// <summary>A console over a writer that leads to a terminal.</summary>
    public static IAnsiConsole Create(TextWriter writer, bool colours) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new TerminalOutput(writer),
    });

    private sealed class TerminalOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        private const int WidthWhenUnknown = 80;
        private const int HeightWhenUnknown = 24;

        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => Console.WindowWidth is > 0 and var width ? width : WidthWhenUnknown;

        public int Height => Console.WindowHeight is > 0 and var height ? height : HeightWhenUnknown;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
