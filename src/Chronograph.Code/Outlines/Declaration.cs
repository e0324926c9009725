using Microsoft.CodeAnalysis.Text;

namespace Chronograph.Code;

/// <summary>A declaration in a file: what becomes a node, and what is compared to find out whom a change concerns.</summary>
internal sealed class Declaration
{
    /// <summary>The name of what top-level statements make up.</summary>
    public const string TopLevelName = "<top-level>";

    /// <summary>The node type.</summary>
    public required string Type { get; init; }

    public required DeclarationRole Role { get; init; }

    /// <summary>The simple name.</summary>
    public required string Name { get; init; }

    /// <summary>The id without the file: <c>->TYPE->name[in:parent]</c>. Parts of one partial declaration share it.</summary>
    public required string Key { get; init; }

    /// <summary>The path of the file.</summary>
    public required string File { get; init; }

    /// <summary>Whether other files may declare further parts.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Whether it is found without an expression of its own type: an extension method, or in an extension block.</summary>
    public required bool IsExtension { get; init; }

    /// <summary>Whether it is a constant, whose value may decide how others bind.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>The type it is a member of, or <see langword="null"/> at the top.</summary>
    public required Declaration? Container { get; init; }

    /// <summary>The namespace it stands in at the top, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>Where it stands in the tree.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Whether it is the constructor that stands in the head of its type.</summary>
    public required bool IsPrimaryConstructor { get; init; }

    /// <summary>First and last line; top-level statements are found one by one and lengthen it.</summary>
    public required LineSpan Lines { get; set; }

    public required string Accessibility { get; init; }

    /// <summary>Whether the accessibility is written here.</summary>
    public required bool HasOwnAccessibility { get; init; }

    public required string Modifiers { get; init; }

    /// <summary>The signature for people, or empty.</summary>
    public required string Signature { get; init; }

    /// <summary>Names by which its change is noticed, besides <see cref="Name"/>: those of a primary constructor's parameters.</summary>
    public IReadOnlyList<string> FurtherNames { get; init; } = [];

    /// <summary>Hash over its own tokens.</summary>
    public ulong ContentHash { get; set; }

    /// <summary>Hash over what others can see of it: all but bodies and initialisers that are no constants.</summary>
    public ulong SurfaceHash { get; set; }

    /// <summary>The names that its surface mentions, attributes apart.</summary>
    public string[] SurfaceNames { get; set; } = [];

    /// <summary>Whether it stands for the top-level statements of its file.</summary>
    public bool IsTopLevel => Name == TopLevelName;

    /// <summary>The type through which others reach it: itself, or the one it is a member of.</summary>
    public TypeName ReachedType => Role == DeclarationRole.Type || Container is null
        ? new TypeName(Name, Container?.Name ?? "")
        : Container.ReachedType;

    /// <summary>The name through which others reach it: its own, or that of its type.</summary>
    public string ReachedBy => Role is DeclarationRole.Constructor or DeclarationRole.Nameless ? ReachedType.Name : Name;

    /// <summary>The semantic id, given the file that speaks for all parts.</summary>
    public string IdIn(string file) => file + Key;
}
