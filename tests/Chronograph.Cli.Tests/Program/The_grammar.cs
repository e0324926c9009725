using System.CommandLine;

namespace Chronograph.Cli.Tests;

public sealed class The_grammar
{
    [Fact]
    public void Says_of_every_command_argument_and_option_what_it_is()
    {
        var silent = AllCommands(ToolCommand.Create(), "")
            .SelectMany(found => found.Command.Children.Prepend(found.Command))
            .Where(symbol => string.IsNullOrWhiteSpace(symbol.Description));
        Assert.Empty(silent);
    }

    [Fact]
    public void Offers_both_formats_on_every_verb() => Assert.All(
        AllCommands(ToolCommand.Create(), "").Where(found => found.Command.Subcommands.Count == 0),
        found => Assert.Contains(found.Command.Options, option => option.Name == "--format"));

    [Fact]
    public void Without_a_verb_says_which_there_are() =>
        Tool.Run("graph").Fails(1, "'chronograph graph' needs a command: stats, find");

    [Fact]
    public void With_an_unknown_word_says_which_there_are() =>
        Tool.Run("grpah", "stats").Fails(1, "'chronograph' has no 'grpah', but: ");

    [Theory]
    [InlineData("graph stats", "STORE")]
    [InlineData("graph stats s --colour", "--colour")]
    [InlineData("graph stats s --format xml", "'xml' is not a format")]
    [InlineData("graph neighbors s id --direction up", "'up' is not a direction")]
    [InlineData("graph neighbors s id --depth 0", "'0' is not a whole number of at least 1")]
    [InlineData("graph tag s 1 novalue", "'novalue' is not a tag")]
    public void Refuses_wrong_usage_in_one_line_that_names_what_is_wrong(string arguments, string because) =>
        Tool.Run(arguments.Split(' ')).Fails(1, because);

    [Fact]
    public void Tells_its_version() => Assert.Matches(@"^\d+\.\d+\.\d+", Tool.Run("--version").Succeeds().Output);

    [Fact]
    public void Shows_help_for_every_command()
    {
        foreach (var (path, _) in AllCommands(ToolCommand.Create(), ""))
            Assert.Contains("Usage:", Help(path));
    }

    private static string Help(string path)
    {
        using var output = new StringWriter();
        ToolCommand.Create()
            .Parse([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])
            .Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }

    private static IEnumerable<(string Path, Command Command)> AllCommands(Command command, string path) => command.Subcommands
        .SelectMany(child => AllCommands(child, $"{path} {child.Name}".Trim()))
        .Prepend((path, command));
}
