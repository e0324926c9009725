namespace Chronograph.Ingest;

/// <summary>What tags must satisfy to become tags of a version, checked by who writes them and by who reads them.</summary>
internal static class TagRules
{
    /// <summary>What is wrong with the key of a tag, or null.</summary>
    public static string? Fault(string key) =>
        key.Length == 0 || key.Contains('=') ? $"the key of a tag is not empty and holds no '=', so '{key}' cannot be one" : null;
}
