using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>What an index run did and what the store holds now.</summary>
public sealed record CodeIndexResult
{
    /// <summary>The store's folder.</summary>
    public required string StoreDirectory { get; init; }

    /// <summary>Versions that this run made, with those that an interrupted run had left in the log.</summary>
    public required int Versions { get; init; }

    /// <summary>The store's latest version.</summary>
    public required GraphVersion FinalVersion { get; init; }

    /// <summary>Whether there was nothing to do: the tree, or every commit asked for, has its version already.</summary>
    public required bool IsUnchanged { get; init; }

    /// <summary>Commits asked for that have no version and never get one here: they lie before one that has.</summary>
    public int OlderCommits { get; init; }

    /// <summary>Counts of the latest version.</summary>
    public required GraphStatistics Statistics { get; init; }

    /// <summary>C# files in the latest version.</summary>
    public required long Files { get; init; }

    /// <summary>Messages that this run appended to the log.</summary>
    public required long Messages { get; init; }

    /// <summary>How often a file was bound; over a history a file may be bound for many commits.</summary>
    public required long BoundFiles { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Where the time went.</summary>
    public required CodeIndexTimes Times { get; init; }
}
