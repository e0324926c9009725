namespace Chronograph.Graph;

/// <summary>What the tags of a version must satisfy, for who takes tags to commit them later.</summary>
public static class TagRules
{
    /// <summary>What is wrong with the key of a tag, as the rest of a sentence; null when nothing is.</summary>
    public static string? Fault(string? key) =>
        string.IsNullOrEmpty(key) || key.Contains('=') ? $"the key of a tag is not empty and holds no '=', so '{key}' cannot be one" : null;
}
