namespace Chronograph.Cli;

/// <summary>Whoever read our output has gone, as <c>head</c> does after its last line. Not an error of ours.</summary>
internal sealed class OutputClosedException(IOException cause) : Exception("Standard output was closed.", cause);
