using Microsoft.CodeAnalysis.Text;

namespace Chronograph.Code;

/// <summary>What a file declares and which names it mentions: everything that can be told without binding.</summary>
internal sealed class FileOutline
{
    private readonly Dictionary<(TextSpan Span, bool IsPrimaryConstructor), Declaration> _bySpan;

    public FileOutline(
        IReadOnlyList<Declaration> declarations, IReadOnlySet<string> namespaces, IReadOnlyList<string> names, ulong contentHash, int lines)
    {
        Declarations = declarations;
        Namespaces = namespaces;
        Names = names;
        ContentHash = contentHash;
        LineCount = lines;
        _bySpan = new(declarations.Count);
        foreach (var declaration in declarations)
            _bySpan.TryAdd((declaration.Span, declaration.IsPrimaryConstructor), declaration);
    }

    /// <summary>In the order of the text, containers before their members.</summary>
    public IReadOnlyList<Declaration> Declarations { get; }

    /// <summary>Full names of the namespaces it adds to, with those around them.</summary>
    public IReadOnlySet<string> Namespaces { get; }

    /// <summary>The identifiers it mentions anywhere, and those that its syntax implies.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Hash over all tokens.</summary>
    public ulong ContentHash { get; }

    public int LineCount { get; }

    /// <summary>The declaration that stands exactly there, or <see langword="null"/>.</summary>
    public Declaration? At(TextSpan span, bool isPrimaryConstructor = false) =>
        _bySpan.GetValueOrDefault((span, isPrimaryConstructor));
}
