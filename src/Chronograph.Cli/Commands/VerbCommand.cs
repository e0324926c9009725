using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>A command that does something: it has a <c>--format</c>, an exit code and a clean way to be interrupted.</summary>
internal abstract class VerbCommand : Command
{
    private readonly Option<OutputFormat> _format = new("--format")
    {
        Description = "How to print: text for people, json for programs (one object per line)",
        HelpName = "text|json",
        CustomParser = OutputFormats.Parse,
    };

    protected VerbCommand(string name, string description)
        : base(name, description) => SetAction(Execute);

    /// <summary>Does the work. Failures are exceptions; they become a line and an exit code further out.</summary>
    protected abstract ExitCode Run(Invocation call);

    /// <summary>Adds the arguments and options in the order in which help shows them, then <c>--format</c>.</summary>
    protected void Accept(params ReadOnlySpan<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                Add(argument);
            else
                Add((Option)symbol);
        }
        Add(_format);
    }

    private int Execute(ParseResult parsed)
    {
        using var interruption = new Interruption();
        try
        {
            using var output = new CommandOutput(parsed.GetValue(_format));
            return (int)Run(new Invocation(parsed, output, interruption.Token));
        }
        catch (Exception error)
        {
            return (int)Failure.Report(error, interruption);
        }
    }
}
