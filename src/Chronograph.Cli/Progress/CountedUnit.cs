namespace Chronograph.Cli;

/// <summary>What a bar counts, kept with the bar.</summary>
/// <param name="Plural">The word for several, such as <c>files</c>.</param>
/// <param name="HasTotal">Whether it is known how much there is.</param>
internal readonly record struct CountedUnit(string Plural, bool HasTotal)
{
    /// <summary>The key under which a bar keeps it.</summary>
    public const string Key = "unit";
}
