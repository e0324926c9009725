using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Chronograph.Code;

/// <summary>Starts the user's git program, with the settings that make its output the same for everyone.</summary>
internal static class GitProcess
{
    private static readonly string[] FixedSettings =
    [
        "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=keep",
        "-c", "log.showSignature=false", "-c", "diff.renames=false", "-c", "i18n.logOutputEncoding=UTF-8",
        "-c", "submodule.recurse=false", "--no-pager", "--no-optional-locks", "--literal-pathspecs",
    ];

    /// <summary>Runs git to its end.</summary>
    /// <exception cref="GitException">There is no git program.</exception>
    public static GitOutput Run(string directory, params ReadOnlySpan<string> arguments)
    {
        using var process = Start(directory, arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new GitOutput(process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult().Trim());
    }

    /// <summary>Starts git with all three streams redirected.</summary>
    /// <exception cref="GitException">There is no git program.</exception>
    public static Process Start(string directory, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        foreach (var setting in FixedSettings)
            start.ArgumentList.Add(setting);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new GitException(directory, "The git program was not found. Install git and put it on the PATH.", isMissing: true, error);
        }
    }
}
