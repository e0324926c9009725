using Chronograph.Storage;
using Microsoft.Extensions.Logging;

namespace Chronograph.Graph;

/// <summary>How a store is written. None of it is recorded in the files.</summary>
public sealed record GraphStoreOptions
{
    /// <summary>What a commit promises once it has returned.</summary>
    /// <value>Default: <see cref="CommitDurability.Strict"/>.</value>
    public CommitDurability Durability { get; init; } = CommitDurability.Strict;

    /// <summary>The clock for versions whose time is not given.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where warnings go, such as a history that could not be written.</summary>
    /// <value>Default: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The seam for tests that record or refuse file operations.</summary>
    internal FileSystem Files { get; init; } = FileSystem.Disk;

    /// <summary>The seam for tests that need two semantic ids with one node id.</summary>
    internal Func<string, NodeId> Identify { get; init; } = NodeId.FromSemanticId;
}
