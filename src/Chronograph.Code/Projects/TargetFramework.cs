using System.Globalization;

namespace Chronograph.Code;

/// <summary>A target framework by its short name, such as <c>net8.0</c>, ordered from old to new.</summary>
/// <param name="Name">The short name, without a platform.</param>
internal sealed record TargetFramework(string Name)
{
    private int Family { get; init; }

    private Version Version { get; init; } = new();

    /// <summary>What MSBuild calls <c>TargetFrameworkIdentifier</c>.</summary>
    public string Identifier => Family switch
    {
        0 => ".NETFramework",
        1 => ".NETStandard",
        _ => ".NETCoreApp",
    };

    /// <summary>Reads a short name; <see langword="null"/> for what is none, such as a property that is not evaluated.</summary>
    public static TargetFramework? Parse(string text)
    {
        var name = text.Trim().Split('-')[0];
        return Read(name, "netstandard", 1) ?? Read(name, "netcoreapp", 2)
            ?? (name.Contains('.', StringComparison.Ordinal) ? Read(name, "net", 3) : Classic(name));
    }

    /// <summary>The newest of several: .NET, then .NET Standard, then .NET Framework, each by its version.</summary>
    public static TargetFramework? Newest(IEnumerable<TargetFramework> frameworks) => frameworks
        .OrderByDescending(static framework => framework.Family)
        .ThenByDescending(static framework => framework.Version)
        .ThenBy(static framework => framework.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    private static TargetFramework? Read(string name, string start, int family) =>
        name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && System.Version.TryParse(name.AsSpan(start.Length), out var version)
            ? new TargetFramework(name) { Family = family, Version = version }
            : null;

    /// <summary>The names of .NET Framework have no dots: net48, net472.</summary>
    private static TargetFramework? Classic(string name) =>
        name.StartsWith("net", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan(3).ToString().PadRight(3, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? new TargetFramework(name) { Family = 0, Version = new Version(digits / 100, digits % 100) }
            : null;
}
