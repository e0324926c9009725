using Chronograph.Storage;
using Microsoft.Extensions.Logging;

namespace Chronograph.Graph;

/// <summary>How a store is written. None of it is recorded in the files.</summary>
public sealed record GraphStoreOptions
{
    private const int ShareOfMemory = 4;
    private const long LeastBatchMemory = 8L << 20;
    private const long MostBatchMemory = 16L << 30;

    private static readonly long DefaultBatchMemory = BatchMemoryOf(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>What a commit promises once it has returned.</summary>
    /// <value>Default: <see cref="CommitDurability.Strict"/>.</value>
    public CommitDurability Durability { get; init; } = CommitDurability.Strict;

    /// <summary>The clock for versions whose time is not given.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where warnings go, such as a history that could not be written.</summary>
    /// <value>Default: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// The memory, in bytes, that a batch stages its changes in. A batch that needs more sorts what it has into temporary
    /// files beside the segments, merges them at the commit, and is slower by that. A commit takes about as much again for
    /// a moment, and small batches take only what they need.
    /// </summary>
    /// <value>
    /// Default: a quarter of the memory that the runtime lets the process use, which is the machine's, or three quarters of
    /// the limit of its container; at least 8 MiB and at most 16 GiB.
    /// </value>
    public long BatchMemory { get; init; } = DefaultBatchMemory;

    /// <summary>
    /// Whether large segments are merged on a thread of their own while the store is open, so that no commit waits for it.
    /// Each such merge is a version that changes no record. Otherwise a commit now and then merges segments on its way.
    /// </summary>
    /// <value>Default: false.</value>
    public bool CompactInBackground { get; init; }

    /// <summary>How many messages the history grows by until their tags are added to the sorted index; fewer only for tests.</summary>
    internal int TagRunMessages { get; init; } = 256;

    /// <summary>What is left to a compaction in the background; other than the default only for tests.</summary>
    internal TailPlanner Planner { get; init; } = TailPlanner.Default;

    /// <summary>The seam for tests that record or refuse file operations.</summary>
    internal FileSystem Files { get; init; } = FileSystem.Disk;

    /// <summary>The seam for tests that need two semantic ids with one node id.</summary>
    internal NodeIdentity Identify { get; init; } = NodeId.FromUtf8;

    /// <summary>What a batch may stage by default where so many bytes may be used.</summary>
    internal static long BatchMemoryOf(long available) => Math.Clamp(available / ShareOfMemory, LeastBatchMemory, MostBatchMemory);
}
