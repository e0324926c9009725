namespace Chronograph.Cli.Tests;

/// <summary>Runs the program as a user to whom permissions apply, also when the tests run as one who may do everything.</summary>
internal static class WithoutPrivileges
{
    private const string Nobody = "65534";
    private const string ChangesUser = "/usr/bin/setpriv";

    /// <summary>Sets what the owner and everybody else may do with a file or directory: one octal digit for both.</summary>
    public static void Allow(string path, int what)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)((what << 6) | what));
    }

    /// <summary>Runs the program to its end; skips the test where that user cannot be had.</summary>
    public static ToolResult Run(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are tested on Unix.");
        if (!Environment.IsPrivilegedProcess)
            return Tool.Run(arguments);
        Assert.SkipUnless(File.Exists(ChangesUser), "No setpriv to give up privileges with.");
        using var process = Tool.StartProgram(
            ChangesUser, [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", Tool.Path, .. arguments]);
        return Tool.ToEnd(process, input: "");
    }
}
