namespace Chronograph.Storage;

/// <summary>Tells a file from every other that exists at the same time, whatever their names.</summary>
/// <remarks>The numbers may come back when a file is deleted and nobody has it open any more.</remarks>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file in it: its inode.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Number);
