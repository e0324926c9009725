using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>Arguments that name the directory of a log or a graph.</summary>
internal static class DirectoryArgument
{
    /// <summary>A required directory, which need not exist as far as the grammar goes.</summary>
    public static Argument<string> Create(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is "")
                result.AddError($"{name} is empty; give a directory.");
        });
        return argument;
    }

    /// <summary>Refuses a path at which no directory can be made, before anything tries to.</summary>
    public static void RefuseFile(string path)
    {
        if (File.Exists(path))
            throw CommandException.Usage($"{path} is a file; give a directory.");
    }
}
