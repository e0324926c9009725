namespace Chronograph.Code;

/// <summary>A file in a commit.</summary>
/// <param name="Path">The path from the repository's top, with '/'.</param>
/// <param name="ObjectName">The name of its content, or <see langword="null"/> where the file is gone.</param>
internal readonly record struct GitFile(string Path, string? ObjectName);
