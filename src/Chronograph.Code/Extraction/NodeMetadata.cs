using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chronograph.Code;

/// <summary>Writes the metadata of nodes: JSON without white space, its properties always in the same order.</summary>
internal static class NodeMetadata
{
    public static string OfFile(int lines) => $$"""{"start":1,"end":{{lines}}}""";

    public static string OfExternal(string kind, string assembly)
    {
        var text = new StringBuilder("{").Append("\"kind\":").Append(Quote(kind));
        if (assembly.Length > 0)
            text.Append(",\"assembly\":").Append(Quote(assembly));
        return text.Append('}').ToString();
    }

    public static string OfDeclaration(
        LineSpan lines, string accessibility, string modifiers, string signature, IReadOnlyList<PartialPart>? parts = null)
    {
        var text = new StringBuilder("{");
        AppendLines(text, lines);
        text.Append(",\"accessibility\":").Append(Quote(accessibility));
        if (modifiers.Length > 0)
            text.Append(",\"modifiers\":").Append(Quote(modifiers));
        if (signature.Length > 0)
            text.Append(",\"signature\":").Append(Quote(signature));
        if (parts is not null)
            AppendParts(text, parts);
        return text.Append('}').ToString();
    }

    private static void AppendParts(StringBuilder text, IReadOnlyList<PartialPart> parts)
    {
        text.Append(",\"parts\":[");
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "{" : ",{").Append("\"file\":").Append(Quote(parts[i].File)).Append(',');
            AppendLines(text, parts[i].Lines);
            text.Append('}');
        }

        text.Append(']');
    }

    private static void AppendLines(StringBuilder text, LineSpan lines) =>
        text.Append("\"start\":").Append(lines.Start).Append(",\"end\":").Append(lines.End);

    private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
