namespace Chronograph.Cli;

/// <summary>What the exit code of the process tells a script.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The command line cannot be understood or makes no sense.</summary>
    Usage = 1,

    /// <summary>No such path, log, store, version or node.</summary>
    NotFound = 2,

    /// <summary>A file does not hold what its checksums promise.</summary>
    Damage = 3,

    /// <summary>Another writer holds the log or store.</summary>
    Locked = 4,

    /// <summary>The disk is full, or reading or writing failed.</summary>
    InputOutput = 5,

    /// <summary>Retention has removed what was asked for.</summary>
    OutOfRange = 6,

    /// <summary>A defect of the tool itself.</summary>
    Defect = 70,

    /// <summary>Stopped by Ctrl-C.</summary>
    Interrupted = 130,
}
