using System.CommandLine;
using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Options that take a whole number within bounds.</summary>
internal static class WholeNumber
{
    /// <summary>An option that is absent by default.</summary>
    public static Option<int?> Option(string name, string description, int minimum = 1, int maximum = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = ValueParser.One<int?>(
                (string text, out int? value) => TryParse(text, minimum, maximum, out value),
                Expected(minimum, maximum)),
        };

    private static bool TryParse(string text, int minimum, int maximum, out int? value)
    {
        value = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value >= minimum && value <= maximum;
    }

    private static string Expected(int minimum, int maximum) => maximum == int.MaxValue
        ? $"a whole number of at least {minimum}"
        : $"a whole number between {minimum} and {maximum}";
}
