namespace Chronograph.Storage;

/// <summary>What is at a path, in the numbers of Linux.</summary>
internal enum FileKind
{
    /// <summary>Nothing is there.</summary>
    Nothing = 0,

    /// <summary>A named pipe: opening it waits for whoever opens its other end.</summary>
    Pipe = 0x1000,

    /// <summary>A device that gives its bytes one after the other.</summary>
    CharacterDevice = 0x2000,

    /// <summary>A directory.</summary>
    Directory = 0x4000,

    /// <summary>A device of blocks, such as a disk.</summary>
    BlockDevice = 0x6000,

    /// <summary>A file that holds bytes.</summary>
    Plain = 0x8000,

    /// <summary>A symbolic link.</summary>
    Link = 0xA000,

    /// <summary>A socket.</summary>
    Socket = 0xC000,
}
