namespace Chronograph.Storage;

/// <summary>A directory holds no log or store of the kind that was asked for.</summary>
public sealed class StoreNotFoundException : ChronographException
{
    /// <summary>Reports that nothing is there to open.</summary>
    /// <param name="path">The directory that was asked for.</param>
    /// <param name="kind">What was looked for: <c>message log</c> or <c>graph store</c>.</param>
    public StoreNotFoundException(string path, string kind)
        : base(path, $"{path} holds no {kind}. Check the path, or create one by writing to it first.") => Kind = kind;

    /// <summary>What was looked for.</summary>
    public string Kind { get; }
}
