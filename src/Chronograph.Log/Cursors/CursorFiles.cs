using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The cursor files of a log: <c>readers/NAME.cursor</c>.</summary>
internal static class CursorFiles
{
    public const string Extension = ".cursor";
    public const string LockExtension = ".lock";

    private const int LongestName = 64;

    /// <summary>Throws for a name that is no plain file name: it could lead out of the log's directory.</summary>
    public static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!IsName(name))
            throw new ArgumentException($"A cursor's name has 1 to {LongestName} letters, digits, '-', '_' or '.', and begins with none of the last: '{name}' does not.", nameof(name));
    }

    /// <summary>The newest sound slot of a cursor file, or null.</summary>
    public static CursorSlot? Read(StorageFile file)
    {
        Span<byte> bytes = stackalloc byte[2 * CursorSlot.Size];
        bytes.Clear();
        file.Read(bytes, 0);
        var even = CursorSlot.Read(bytes);
        var odd = CursorSlot.Read(bytes[CursorSlot.Size..]);
        return even is null || odd?.Generation > even.Value.Generation ? odd : even;
    }

    /// <summary>Every cursor that was saved, by name.</summary>
    public static List<(string Name, long NextSequence)> List(LogDirectory directory)
    {
        var cursors = new List<(string, long)>();
        foreach (var path in ListPaths(directory))
        {
            using var file = directory.Files.TryOpen(path);
            if (file is not null && Read(file) is { } slot)
                cursors.Add((Path.GetFileNameWithoutExtension(path), slot.NextSequence));
        }

        return cursors;
    }

    /// <summary>The file of every cursor, by name, whether it can be read or not.</summary>
    /// <exception cref="DamagedFileException">Their directory is a link.</exception>
    public static IReadOnlyList<string> ListPaths(LogDirectory directory)
    {
        if (!directory.Files.DirectoryExists(directory.ReadersPath))
            return [];
        LogDirectory.ThrowIfLink(directory.ReadersPath);
        return [.. directory.Files.ListFiles(directory.ReadersPath).Where(IsCursor).Select(name => Path.Combine(directory.ReadersPath, name))];
    }

    private static bool IsCursor(string fileName) =>
        fileName.EndsWith(Extension, StringComparison.Ordinal) && IsName(Path.GetFileNameWithoutExtension(fileName));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
