namespace Chronograph.Log;

/// <summary>Where the timestamp of a message comes from when its caller gives none.</summary>
public enum TimestampPolicy
{
    /// <summary>The clock is read for every message: some 25 ns each.</summary>
    Precise,

    /// <summary>The clock is read when the system's coarse tick has moved: cheap, and a few milliseconds behind at most.</summary>
    Coarse,

    /// <summary>The caller gives one with every message; appending without is refused.</summary>
    Caller,
}
