namespace Chronograph.Code;

/// <summary>What the next state of the tree has that the last one had not.</summary>
/// <param name="Changed">New and changed C# files: path that the graph shows → content.</param>
/// <param name="Removed">Paths of files that are gone.</param>
/// <param name="Projects">The project files of the new state, or <see langword="null"/> when none changed.</param>
internal sealed record SourceUpdate(
    IReadOnlyList<KeyValuePair<string, SourceContent>> Changed, IReadOnlyList<string> Removed, ProjectMap? Projects);
