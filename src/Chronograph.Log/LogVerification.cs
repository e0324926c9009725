namespace Chronograph.Log;

/// <summary>What <see cref="MessageLog.Verify(string, IProgress{long}?, CancellationToken)"/> found.</summary>
public sealed record LogVerification
{
    /// <summary>Whether every byte of every segment is as the format and the checksums say.</summary>
    public bool Ok => Damage.Count == 0;

    /// <summary>Messages that were read and are sound.</summary>
    public required long Messages { get; init; }

    /// <summary>Messages that are recorded as lost: a repair set their damage aside. Their numbers are never used again.</summary>
    public required long LostMessages { get; init; }

    /// <summary>Segments that were checked.</summary>
    public required int Segments { get; init; }

    /// <summary>Bytes that were checked.</summary>
    public required long Bytes { get; init; }

    /// <summary>Everything that is not as it must be.</summary>
    public required IReadOnlyList<LogDamage> Damage { get; init; }

    /// <summary>
    /// What is worth knowing and costs no data: a tail that a killed writer left and the next one removes, and hint
    /// files that will be rebuilt.
    /// </summary>
    public required IReadOnlyList<LogDamage> Notes { get; init; }
}

/// <summary>One thing that is wrong in a file.</summary>
/// <param name="File">The file's name within the log's directory.</param>
/// <param name="Offset">Offset in bytes of the structure that is wrong.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record LogDamage(string File, long Offset, string Reason);
