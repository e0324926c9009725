using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>Options that take a size in bytes.</summary>
internal static class SizeOption
{
    /// <summary>An option that is absent by default.</summary>
    public static Option<long?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = ValueParser.One<long?>(TryParse, "a size; use bytes, or 64KB, 16MiB, 1GiB"),
    };

    private static bool TryParse(string text, out long? size)
    {
        size = SizeValue.TryParse(text, out var bytes) ? bytes : null;
        return size is not null;
    }
}
