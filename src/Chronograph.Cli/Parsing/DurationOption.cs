using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>Options that take a duration.</summary>
internal static class DurationOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500); // timestamps in nanoseconds reach 292 years

    /// <summary>An option that is absent by default.</summary>
    public static Option<TimeSpan?> Create(string name, string description) => Create(name, description, Longest);

    /// <summary>An option that is absent by default, for durations up to a limit.</summary>
    public static Option<TimeSpan?> Create(string name, string description, TimeSpan longest) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = ValueParser.One(
            (string text, out TimeSpan? duration) => TryParse(text, longest, out duration),
            $"a duration of at most {longest.TotalDays:0}d; use 250ms, 30s, 15m, 12h, 7d or 2w"),
    };

    private static bool TryParse(string text, TimeSpan longest, out TimeSpan? duration)
    {
        duration = DurationValue.TryParse(text, out var parsed) && parsed <= longest ? parsed : null;
        return duration is not null;
    }
}
