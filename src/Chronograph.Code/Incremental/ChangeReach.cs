namespace Chronograph.Code;

/// <summary>Follows changed declarations to every file in which they can change what a name means.</summary>
/// <remarks>
/// <para>
/// Binding looks everything up by name. A changed member reaches the files that mention its name, as long as an
/// expression of its type can turn up there (<see cref="TypeFlow"/>); an extension method reaches all that mention it.
/// </para>
/// <para>
/// A type whose bases or conversions changed can change the meaning of any expression of that type. Such an expression
/// comes from the type's name or from a member whose signature mentions it, so these count as changed. So do the types
/// that have the changed one in their bases, constraints or delegate signature, or in an indexer, an operator or a
/// conversion, which nobody names.
/// </para>
/// <para>A changed constructor is noticed where its type is named, and where a type is created without a name.</para>
/// </remarks>
internal sealed class ChangeReach(NameIndex index)
{
    private readonly TypeFlow _flow = new(index);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<TypeName> _shapes = [];
    private readonly HashSet<TypeName> _constructed = [];
    private readonly HashSet<(string Name, TypeName Type)> _members = [];
    private readonly Queue<TypeName> _newShapes = [];

    /// <summary>Adds a declaration that appeared, vanished, or looks different to others.</summary>
    public void Add(Declaration declaration)
    {
        switch (declaration.Role)
        {
            case DeclarationRole.Type or DeclarationRole.Nameless:
                AddShape(declaration.ReachedType);
                break;
            case DeclarationRole.Constructor:
                AddConstructed(declaration.ReachedType);
                break;
            default:
                AddMember(declaration);
                break;
        }

        foreach (var name in declaration.FurtherNames)
            AddMember(name, declaration.ReachedType);
    }

    /// <summary>Adds a name as such: a namespace that appeared or vanished.</summary>
    public void AddName(string name)
    {
        if (_names.Add(name))
            _files.UnionWith(index.FilesMentioning(name));
    }

    /// <summary>Adds a type whose kind of type may have changed.</summary>
    public void AddShape(TypeName type)
    {
        if (!_shapes.Add(type))
            return;
        _files.UnionWith(_flow.FilesNaming(type));
        _newShapes.Enqueue(type);
    }

    /// <summary>The files found since the last call; some may have been found before.</summary>
    public IReadOnlyCollection<string> TakeFiles()
    {
        while (_newShapes.TryDequeue(out var shape))
        {
            foreach (var declaration in _flow.DeclarationsNaming(shape))
                Add(declaration);
        }

        string[] files = [.. _files];
        _files.Clear();
        return files;
    }

    private void AddMember(Declaration member)
    {
        if (member.IsExtension || member.Container is null)
            AddName(member.Name);
        else if (!AddMember(member.Name, member.Container.ReachedType))
            return;
        if (!member.IsConstant)
            return;
        foreach (var other in index.DeclarationsMentioning(member.Name))
        {
            if (other.IsConstant)
                AddMember(other);
        }
    }

    private bool AddMember(string name, TypeName type)
    {
        if (!_members.Add((name, type)))
            return false;
        var flow = _flow.Files(type);
        foreach (var file in index.FilesMentioning(name))
        {
            if (flow.Contains(file))
                _files.Add(file);
        }

        return true;
    }

    private void AddConstructed(TypeName type)
    {
        if (!_constructed.Add(type))
            return;
        _files.UnionWith(_flow.FilesNaming(type));
        AddMember(ImpliedNames.NamelessCreation, type);
        foreach (var constrained in index.DeclarationsMentioning(ImpliedNames.ConstructorConstraint))
            AddMember(constrained.ReachedBy, type);
    }
}
