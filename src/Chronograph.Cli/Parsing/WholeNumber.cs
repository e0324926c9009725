using System.CommandLine;
using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Options that take a whole number within bounds.</summary>
internal static class WholeNumber
{
    /// <summary>An option that is absent by default.</summary>
    public static Option<long?> Option(string name, string description, long minimum = 1, long maximum = long.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = ValueParser.One<long?>(
                (string text, out long? value) => TryParse(text, minimum, maximum, out value),
                Expected(minimum, maximum)),
        };

    /// <summary>The number for those who count in 32 bits; beyond that, as many as there can be.</summary>
    public static int? Clip(this long? number) => number is { } value ? (int)Math.Min(value, int.MaxValue) : null;

    private static bool TryParse(string text, long minimum, long maximum, out long? value)
    {
        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value >= minimum && value <= maximum;
    }

    private static string Expected(long minimum, long maximum) => maximum == long.MaxValue
        ? $"a whole number of at least {minimum}"
        : $"a whole number between {minimum} and {maximum}";
}
