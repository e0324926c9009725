using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Reads tags: <c>KEY=VALUE</c>.</summary>
internal static class TagValue
{
    /// <summary>Reads a tag; the value may be empty and may contain '='.</summary>
    public static bool TryParse(string text, out KeyValuePair<string, string> tag)
    {
        var split = text.IndexOf('=');
        tag = split > 0 ? new(text[..split], text[(split + 1)..]) : default;
        return split > 0;
    }

    /// <summary>The tags by key; of two with one key the later counts.</summary>
    /// <exception cref="CommandException">A version cannot have so many.</exception>
    public static Dictionary<string, string> ByKey(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var byKey = new Dictionary<string, string>();
        foreach (var (key, value) in tags)
            byKey[key] = value;
        return TagRules.Refusal(byKey) is { } refusal ? throw CommandException.Usage(refusal) : byKey;
    }
}
