using System.Text.RegularExpressions;

namespace Chronograph.Code;

/// <summary>Decides the conditions of project files that compare the framework, the configuration or the platform.</summary>
/// <remarks>Any other property and every function is unknown, and a condition that depends on one does not hold.</remarks>
internal static partial class BuildCondition
{
    public static bool Holds(string condition, TargetFramework? framework)
    {
        var known = condition
            .Replace("$(TargetFramework)", framework?.Name ?? "", StringComparison.OrdinalIgnoreCase)
            .Replace("$(TargetFrameworkIdentifier)", framework?.Identifier ?? "", StringComparison.OrdinalIgnoreCase)
            .Replace("$(Configuration)", "Release", StringComparison.OrdinalIgnoreCase)
            .Replace("$(Platform)", "AnyCPU", StringComparison.OrdinalIgnoreCase);
        return Or().Split(known).Any(static either => And().Split(either).All(HoldsComparison));
    }

    /// <summary>The frameworks that a condition names.</summary>
    public static IEnumerable<TargetFramework> Frameworks(string condition) =>
        Quoted().Matches(condition).Select(static match => TargetFramework.Parse(match.Groups[1].Value)).OfType<TargetFramework>();

    private static bool HoldsComparison(string text)
    {
        var match = Comparison().Match(text);
        if (!match.Success)
            return false;
        var areEqual = match.Groups[1].Value.Trim().Equals(match.Groups[3].Value.Trim(), StringComparison.OrdinalIgnoreCase);
        return areEqual == (match.Groups[2].Value == "==");
    }

    [GeneratedRegex(@"\sor\s", RegexOptions.IgnoreCase)]
    private static partial Regex Or();

    [GeneratedRegex(@"\sand\s", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^[\s(]*'([^'$]*)'\s*(==|!=)\s*'([^'$]*)'[\s)]*$")]
    private static partial Regex Comparison();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
