using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>One thing that is wrong in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where in it, in bytes.</param>
/// <param name="Reason">What was expected and what was found.</param>
/// <param name="Versions">The first and the last version that need the file; null in a log.</param>
internal sealed record FoundDamage(
    string File, long Offset, string Reason, (GraphVersion First, GraphVersion Last)? Versions = null);
