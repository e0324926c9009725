namespace Chronograph.Cli;

/// <summary>What a bar counts, kept with the bar.</summary>
/// <param name="Plural">The word for several, such as <c>files</c>.</param>
internal readonly record struct CountedUnit(string Plural)
{
    /// <summary>The key under which a bar keeps it.</summary>
    public const string Key = "unit";
}
