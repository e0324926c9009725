namespace Chronograph.Storage;

/// <summary>Another writer, in this process or in another, holds the directory; or another reader, the cursor.</summary>
public sealed class StoreLockedException : ChronographException
{
    /// <summary>Reports that the lock is taken.</summary>
    /// <param name="path">The directory that is locked.</param>
    /// <param name="holder">Who holds it, in words for people; empty when unknown.</param>
    /// <param name="kind">What holds it, in a word: most locks are those of writers.</param>
    public StoreLockedException(string path, string holder, string kind = "writer")
        : base(path, $"{path} is locked by another {kind}{(holder.Length == 0 ? "" : $" ({holder})")}. Wait until it has finished, or stop it.")
        => Holder = holder;

    /// <summary>Who holds the lock, in words for people; empty when unknown.</summary>
    public string Holder { get; }
}
