using Microsoft.CodeAnalysis.CSharp;

namespace Chronograph.Code;

/// <summary>One <c>DefineConstants</c> of a project file.</summary>
/// <param name="Conditions">Of the property and of what stands around it; all must hold.</param>
/// <param name="Text">The value as written.</param>
internal sealed record ConstantDefinition(IReadOnlyList<string> Conditions, string Text)
{
    private const string Before = "$(DefineConstants)";

    /// <summary>Sets the constants anew, or adds to those that are set where the text says so.</summary>
    public void ApplyTo(ISet<string> constants, TargetFramework? framework)
    {
        if (!Conditions.All(condition => BuildCondition.Holds(condition, framework)))
            return;
        if (!Text.Contains(Before, StringComparison.OrdinalIgnoreCase))
            constants.Clear();
        var names = Text.Replace(Before, ";", StringComparison.OrdinalIgnoreCase)
            .Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        constants.UnionWith(names.Where(SyntaxFacts.IsValidIdentifier));
    }
}
