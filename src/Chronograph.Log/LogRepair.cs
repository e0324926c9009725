namespace Chronograph.Log;

/// <summary>What <see cref="MessageLog.Repair(string, bool)"/> found and did, or would do.</summary>
public sealed record LogRepair
{
    /// <summary>Whether the log was repaired; false when it was only looked at.</summary>
    public required bool Applied { get; init; }

    /// <summary>Messages that are sound. They keep their sequence numbers, and all of them can be read afterwards.</summary>
    public required long KeptMessages { get; init; }

    /// <summary>Messages whose numbers are recorded as lost by this repair. Their bytes, as far as there are any, were set aside.</summary>
    public required long LostMessages { get; init; }

    /// <summary>The sequence number that the next message gets.</summary>
    public required long NextSequence { get; init; }

    /// <summary>Every change, in the order of the log. Empty when nothing needs a repair.</summary>
    public required IReadOnlyList<LogRepairAction> Actions { get; init; }

    /// <summary>Files below <c>quarantine/</c> with the bytes that were taken out, as full paths.</summary>
    public required IReadOnlyList<string> SetAside { get; init; }
}

/// <summary>One change that a repair makes.</summary>
/// <param name="File">The file's name within the log's directory.</param>
/// <param name="Offset">Where the changed bytes begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Description">What is wrong there and what becomes of it.</param>
/// <param name="SetAside">The file that keeps the bytes as they were; empty when none had to be kept.</param>
public sealed record LogRepairAction(string File, long Offset, long Length, string Description, string SetAside);
