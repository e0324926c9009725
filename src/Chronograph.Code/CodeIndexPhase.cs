namespace Chronograph.Code;

/// <summary>What an index run is at.</summary>
public enum CodeIndexPhase
{
    /// <summary>Reading files, and finishing what an interrupted run left in the log.</summary>
    Reading,

    /// <summary>Analysing a whole tree; counted in files.</summary>
    Analysing,

    /// <summary>Going through the history; counted in commits.</summary>
    History,

    /// <summary>Writing a version.</summary>
    Writing,
}
