namespace Chronograph.Cli;

/// <summary>How data is printed.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: one JSON object per line.</summary>
    Json,
}
