using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>Options that take a duration.</summary>
internal static class DurationOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500); // timestamps in nanoseconds reach 292 years

    /// <summary>An option that is absent by default.</summary>
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = ValueParser.One<TimeSpan?>(
            TryParse, $"a duration of at most {Longest.TotalDays:0}d; use 30s, 15m, 12h, 7d or 2w"),
    };

    private static bool TryParse(string text, out TimeSpan? duration)
    {
        duration = DurationValue.TryParse(text, out var parsed) && parsed <= Longest ? parsed : null;
        return duration is not null;
    }
}
