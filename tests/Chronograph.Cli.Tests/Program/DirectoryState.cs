using System.Security.Cryptography;

namespace Chronograph.Cli.Tests;

/// <summary>Every name and every byte below a directory, to tell that a command changed nothing.</summary>
internal static class DirectoryState
{
    /// <summary>One line per file and directory.</summary>
    public static string[] Of(string directory) => Directory
        .EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(Describe)
        .ToArray();

    private static string Describe(string path) => Directory.Exists(path)
        ? path
        : $"{path} {File.GetLastWriteTimeUtc(path):O} {Hash(path)}";

    // A writer's lock file must not be read while it is held, and holds nothing that counts.
    private static string Hash(string path)
    {
        if (Path.GetFileName(path) == "writer.lock")
            return "";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
