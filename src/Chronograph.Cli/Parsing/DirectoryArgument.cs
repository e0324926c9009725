using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>Arguments that name the directory of a log or a graph.</summary>
internal static class DirectoryArgument
{
    /// <summary>A required directory, which need not exist as far as the grammar goes.</summary>
    public static Argument<string> Create(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        RefuseEmpty(argument);
        return argument;
    }

    /// <summary>One directory or more, none twice.</summary>
    public static Argument<string[]> CreateMany(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        RefuseEmpty(argument);
        argument.Validators.Add(result =>
        {
            var twice = result.Tokens.Where(token => token.Value != "").GroupBy(token => FullPath(token.Value)).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
                result.AddError($"{twice.First().Value} is named twice.");
        });
        return argument;
    }

    private static void RefuseEmpty(Argument argument) => argument.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => token.Value == ""))
            result.AddError($"{argument.Name} is empty; give a directory.");
    });

    private static string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>Refuses a path at which no directory can be made, before anything tries to.</summary>
    public static void RefuseFile(string path)
    {
        if (File.Exists(path))
            throw CommandException.Usage($"{path} is a file; give a directory.");
    }
}
