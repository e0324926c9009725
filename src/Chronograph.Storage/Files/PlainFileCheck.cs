namespace Chronograph.Storage;

/// <summary>Refuses whatever stands in place of a file of a log or a store and is none.</summary>
/// <remarks>A link could lead out of the directory, and opening a pipe would wait for ever.</remarks>
internal static class PlainFileCheck
{
    /// <summary>Throws when there is something at a path, and it is no plain file. Some 1 µs.</summary>
    /// <exception cref="DamagedFileException">It is a link, a pipe, a socket, a device or a directory.</exception>
    public static void ThrowIfOther(string path)
    {
        if (FileNumbers.TryGetKind(path) is not { } kind)
            LinkCheck.ThrowIfLink(path); // a system that tells nothing but links
        else if (kind is not (FileKind.Plain or FileKind.Nothing))
            Refuse(path, kind);
    }

    private static void Refuse(string path, FileKind kind)
    {
        if (kind == FileKind.Link)
            LinkCheck.ThrowIfLink(path);
        throw new DamagedFileException(path, 0, $"it is {Name(kind)} where a file should be");
    }

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.Directory => "a directory",
        FileKind.Pipe => "a pipe",
        FileKind.Socket => "a socket",
        FileKind.CharacterDevice or FileKind.BlockDevice => "a device",
        _ => "something else",
    };
}
