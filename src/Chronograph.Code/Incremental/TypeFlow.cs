namespace Chronograph.Code;

/// <summary>Finds the files in which an expression of a type can turn up.</summary>
/// <remarks>
/// An expression gets its type from a name: the type's own, or that of a member whose signature mentions the type. The
/// same holds for every type that has the first in its bases, its constraints, its delegate signature, its indexers,
/// operators, conversions or constructors (<c>new Outer(new())</c> creates without a name).
/// </remarks>
internal sealed class TypeFlow(NameIndex index)
{
    private readonly Dictionary<string, HashSet<string>> _files = new(StringComparer.Ordinal);

    /// <summary>The files in which an expression of a type of this name can turn up.</summary>
    public IReadOnlySet<string> Files(string type)
    {
        if (_files.TryGetValue(type, out var files))
            return files;
        files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Names(type))
            files.UnionWith(index.FilesMentioning(name));
        return _files[type] = files;
    }

    private HashSet<string> Names(string type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { type };
        var types = new HashSet<string>(StringComparer.Ordinal) { type };
        var queue = new Queue<string>([type]);
        while (queue.TryDequeue(out var next))
        {
            foreach (var declaration in index.DeclarationsMentioning(next))
            {
                names.Add(declaration.ReachedBy);
                if (declaration.Role != DeclarationRole.Member && types.Add(declaration.ReachedBy))
                    queue.Enqueue(declaration.ReachedBy);
            }
        }

        return names;
    }
}
