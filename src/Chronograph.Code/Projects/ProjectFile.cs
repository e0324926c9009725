using System.Xml;
using System.Xml.Linq;

namespace Chronograph.Code;

/// <summary>What one project file, or a file shared by projects, says about usings and <c>#if</c> symbols. Read as XML; nothing is evaluated.</summary>
/// <param name="Sdk">The project's SDK, or empty.</param>
/// <param name="ImplicitUsings">Whether they are on; <see langword="null"/> when this file does not say.</param>
/// <param name="Usings">The directives of its <c>Using</c> items.</param>
/// <param name="Removed">The namespaces that it removes.</param>
/// <param name="Imports">The files it imports, as written.</param>
/// <param name="Frameworks">The frameworks that it targets, as far as they are written out.</param>
/// <param name="Constants">What it says about <c>#if</c> symbols, in the order of the text.</param>
internal sealed record ProjectFile(
    string Sdk, bool? ImplicitUsings, IReadOnlyList<string> Usings, IReadOnlyList<string> Removed, IReadOnlyList<string> Imports,
    IReadOnlyList<TargetFramework> Frameworks, IReadOnlyList<ConstantDefinition> Constants)
{
    private const string ThisFolder = "$(MSBuildThisFileDirectory)";

    private static readonly ProjectFile Empty = new("", null, [], [], [], [], []);

    /// <summary>Whether a shared file goes on to the one above it.</summary>
    public bool ImportsParent => Imports.Any(static path => path.Contains("Directory.Build.", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file of this name can set usings or symbols.</summary>
    public static bool IsName(string name) => IsProject(name)
        || name.EndsWith(".props", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".targets", StringComparison.OrdinalIgnoreCase);

    public static bool IsProject(string name) => name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    public static bool IsShared(string name) =>
        name.Equals("Directory.Build.props", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Directory.Build.targets", StringComparison.OrdinalIgnoreCase);

    /// <summary>The imported files that can be told without evaluation, as paths from the top.</summary>
    /// <param name="folder">The folder of this file from the top, ending in '/' unless it is the top.</param>
    public IEnumerable<string> ImportedPaths(string folder)
    {
        foreach (var import in Imports)
        {
            var path = (import.StartsWith(ThisFolder, StringComparison.OrdinalIgnoreCase) ? import[ThisFolder.Length..] : import).Replace('\\', '/');
            if (path.Contains('$', StringComparison.Ordinal) || path.StartsWith('/'))
                continue;
            var parts = new List<string>();
            foreach (var part in (folder + path).Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != "."))
            {
                if (part != "..")
                    parts.Add(part);
                else if (parts.Count > 0)
                    parts.RemoveAt(parts.Count - 1);
            }

            yield return string.Join('/', parts);
        }
    }

    /// <summary>Reads a file; one that is not well-formed says nothing.</summary>
    public static ProjectFile Parse(string text)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader).Root is { } root ? Read(root) : Empty;
        }
        catch (XmlException)
        {
            return Empty;
        }
    }

    private static ProjectFile Read(XElement root)
    {
        var items = root.Descendants().Where(static e => e.Name.LocalName == "Using").ToList();
        var usings = items.SelectMany(static item => Split(item, "Include").Select(name => Directive(item, name)));
        var removed = items.Where(static item => item.Attribute("Condition") is null).SelectMany(static item => Split(item, "Remove"));
        var imports = root.Descendants().Where(static e => e.Name.LocalName == "Import").Select(static e => (string?)e.Attribute("Project") ?? "");
        var sdk = (string?)root.Attribute("Sdk")
            ?? (string?)root.Descendants().FirstOrDefault(static e => e.Name.LocalName == "Sdk")?.Attribute("Name")
            ?? "";
        return new ProjectFile(
            sdk,
            ReadImplicitUsings(root),
            [.. usings],
            [.. removed],
            [.. imports],
            [.. ReadFrameworks(root)],
            [.. ReadConstants(root)]);
    }

    private static IEnumerable<TargetFramework> ReadFrameworks(XElement root) => root.Descendants()
        .Where(static e => e.Name.LocalName is "TargetFramework" or "TargetFrameworks")
        .SelectMany(static e => e.Value.Split(';'))
        .Select(TargetFramework.Parse)
        .OfType<TargetFramework>();

    private static IEnumerable<ConstantDefinition> ReadConstants(XElement root) => root.Descendants()
        .Where(static e => e.Name.LocalName == "DefineConstants" && e.Parent?.Name.LocalName == "PropertyGroup")
        .Select(static e => new ConstantDefinition(
            [.. e.AncestorsAndSelf().Select(static around => (string?)around.Attribute("Condition") ?? "").Where(static text => text.Trim().Length > 0)],
            e.Value));

    private static bool? ReadImplicitUsings(XElement root) =>
        root.Descendants().LastOrDefault(static e => e.Name.LocalName == "ImplicitUsings")?.Value.Trim() is { } value
            ? value.Equals("enable", StringComparison.OrdinalIgnoreCase) || value.Equals("true", StringComparison.OrdinalIgnoreCase)
            : null;

    private static IEnumerable<string> Split(XElement item, string attribute) =>
        ((string?)item.Attribute(attribute) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static name => !name.Contains('$', StringComparison.Ordinal));

    private static string Directive(XElement item, string name) => (string?)item.Attribute("Alias") switch
    {
        { Length: > 0 } alias => $"{alias}={name}",
        _ => string.Equals((string?)item.Attribute("Static"), "true", StringComparison.OrdinalIgnoreCase) ? $"static {name}" : name,
    };
}
