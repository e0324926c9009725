namespace Chronograph.Code;

/// <summary>Finds the files in which an expression of a type can turn up.</summary>
/// <remarks>
/// An expression gets its type from a name: the type's own, or that of a member whose signature mentions the type. The
/// same holds for every type that has the first in its bases, its constraints, its delegate signature, its indexers,
/// operators, conversions or constructors (<c>new Outer(new())</c> creates without a name). A nested type is named only
/// where the type around it is at hand: inside it, inside those derived from it, or behind its name.
/// </remarks>
internal sealed class TypeFlow(NameIndex index)
{
    private readonly Dictionary<TypeName, HashSet<string>> _files = [];

    /// <summary>The files in which an expression of a type can turn up.</summary>
    public IReadOnlySet<string> Files(TypeName type)
    {
        if (_files.TryGetValue(type, out var files))
            return files;
        var around = type.IsNested ? FilesAround(type) : null;
        return _files[type] = Collect(type, around);
    }

    /// <summary>The files that can name a type.</summary>
    public IEnumerable<string> FilesNaming(TypeName type) => FilesNaming(type, type.IsNested ? FilesAround(type) : null);

    /// <summary>The declarations whose surface can name a type.</summary>
    public IEnumerable<Declaration> DeclarationsNaming(TypeName type) => DeclarationsNaming(type, type.IsNested ? FilesAround(type) : null);

    /// <summary>Follows the types that are reached; those nested in the same type are sought in the same files.</summary>
    private HashSet<string> Collect(TypeName type, IReadOnlySet<string>? around)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<TypeName> { type };
        var queue = new Queue<TypeName>([type]);
        while (queue.TryDequeue(out var next))
        {
            var within = next.Outer == type.Outer ? around : null;
            files.UnionWith(FilesNaming(next, within));
            foreach (var declaration in DeclarationsNaming(next, within))
            {
                if (declaration.Role == DeclarationRole.Member)
                    files.UnionWith(index.FilesMentioning(declaration.Name));
                else if (seen.Add(declaration.ReachedType))
                    queue.Enqueue(declaration.ReachedType);
            }
        }

        return files;
    }

    private IEnumerable<string> FilesNaming(TypeName type, IReadOnlySet<string>? within)
    {
        var files = index.FilesMentioning(type.Name);
        return within is null ? files : files.Where(within.Contains);
    }

    private IEnumerable<Declaration> DeclarationsNaming(TypeName type, IReadOnlySet<string>? within)
    {
        var declarations = index.DeclarationsMentioning(type.Name);
        return within is null ? declarations : declarations.Where(declaration => within.Contains(declaration.File));
    }

    private IReadOnlySet<string> FilesAround(TypeName nested) => Files(new TypeName(nested.Outer, ""));
}
