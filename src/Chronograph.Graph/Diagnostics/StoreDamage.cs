namespace Chronograph.Graph;

/// <summary>Something that is wrong in a file of a store.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where in it, in bytes.</param>
/// <param name="Reason">What was expected and what was found.</param>
/// <param name="FirstVersion">The oldest version that needs the file; <see cref="GraphVersion.None"/> when none does.</param>
/// <param name="LastVersion">The newest version that needs the file.</param>
public sealed record StoreDamage(
    string File, long Offset, string Reason, GraphVersion FirstVersion, GraphVersion LastVersion);
