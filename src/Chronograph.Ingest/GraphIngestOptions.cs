using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>How a log is folded into a store.</summary>
public sealed record GraphIngestOptions
{
    /// <summary>How the store is opened, its durability for one.</summary>
    /// <value>The default is a store's default: strict commits.</value>
    public GraphStoreOptions Store { get; init; } = new();

    /// <summary>Whether a message that cannot be used ends the run with an error instead of being set aside.</summary>
    /// <value>The default is <see langword="false"/>: the message goes to the rejections log and the line goes on.</value>
    public bool StopOnRejection { get; init; }
}
