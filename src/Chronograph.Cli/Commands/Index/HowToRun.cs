namespace Chronograph.Cli;

/// <summary>How the user can start this same program again.</summary>
internal static class HowToRun
{
    private const string Name = "chronograph";

    /// <summary>The program as it can be typed here, quoted where necessary.</summary>
    public static string Tool { get; } = IsOnPath() ? Name : Here();

    private static string Here()
    {
        var program = Environment.ProcessPath;
        if (program is null)
            return Name;
        var isProgram = Path.GetFileNameWithoutExtension(program) == Name;
        return isProgram
            ? Typed(program)
            : $"{Shell.Quote(program)} {Typed(Path.Combine(AppContext.BaseDirectory, Name + ".dll"))}";
    }

    // A word without a slash would be looked up on the PATH, not here.
    private static string Typed(string file)
    {
        var path = ShortPath.Of(file);
        return Shell.Quote(path.Contains(Path.DirectorySeparatorChar) ? path : Path.Combine(".", path));
    }

    private static bool IsOnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Path.GetFileName(Environment.ProcessPath ?? Name)))
        .FirstOrDefault(File.Exists) is { } first && IsThisProgram(first);

    private static bool IsThisProgram(string file)
    {
        var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        return target == Environment.ProcessPath && Path.GetFileNameWithoutExtension(file) == Name;
    }
}
