namespace Chronograph.Code;

/// <summary>Follows changed declarations to every name through which another file can notice them.</summary>
/// <remarks>
/// <para>
/// Binding looks everything up by name, so a change can reach a file in two ways. Either the file mentions the changed
/// name, or it holds an expression of a changed type; and an expression gets its type from a member whose signature
/// mentions that type, whose name the file then mentions. So the names to look for are those of the changed
/// declarations, and for a changed type also those of all members whose signature mentions it.
/// </para>
/// <para>
/// A type is changed in the same way when its bases, its constraints, its delegate signature, or its indexers, operators
/// and conversions mention a changed type: nobody names those. A constructor reaches others through its type, but does
/// not change what the type is, so it goes one step less far.
/// </para>
/// </remarks>
internal sealed class ChangeReach(NameIndex index)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shapes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constructed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
    private readonly Queue<string> _newNames = [];
    private readonly Queue<string> _newShapes = [];
    private readonly Queue<string> _newConstructed = [];

    /// <summary>Adds a declaration that appeared, vanished, or looks different to others.</summary>
    public void Add(Declaration declaration)
    {
        Reach(declaration);
        foreach (var name in declaration.FurtherNames)
            AddName(name);
    }

    /// <summary>Adds the members of a type whose head changed: who may see them, and how, may have changed with it.</summary>
    public void AddMembers(Declaration type, IEnumerable<Declaration> declarations)
    {
        foreach (var member in declarations)
        {
            if (member.Container == type)
                AddName(member.Name);
        }
    }

    /// <summary>Adds a name as such: a namespace that appeared or vanished.</summary>
    public void AddName(string name)
    {
        if (_names.Add(name))
            _newNames.Enqueue(name);
    }

    public void AddShape(string name)
    {
        if (!_shapes.Add(name))
            return;
        AddName(name);
        _newShapes.Enqueue(name);
    }

    /// <summary>The names found since the last call.</summary>
    public IReadOnlyList<string> TakeNames()
    {
        while (_newShapes.TryDequeue(out var shape))
        {
            foreach (var declaration in index.DeclarationsMentioning(shape))
                Reach(declaration);
        }

        while (_newConstructed.TryDequeue(out var constructed))
        {
            foreach (var declaration in index.DeclarationsMentioning(constructed))
                ReachConstructed(declaration);
        }

        var names = _newNames.ToList();
        _newNames.Clear();
        return names;
    }

    private void Reach(Declaration declaration)
    {
        switch (declaration.Role)
        {
            case DeclarationRole.Type or DeclarationRole.Nameless:
                AddShape(declaration.ReachedBy);
                break;
            case DeclarationRole.Constructor:
                AddConstructed(declaration.ReachedBy);
                break;
            default:
                AddName(declaration.Name);
                if (declaration.IsConstant)
                    AddConstant(declaration.Name);
                break;
        }
    }

    private void ReachConstructed(Declaration declaration)
    {
        if (declaration.Role is DeclarationRole.Type or DeclarationRole.Nameless)
            AddConstructed(declaration.ReachedBy);
        else if (declaration.Role == DeclarationRole.Member)
            AddName(declaration.Name);
    }

    private void AddConstructed(string name)
    {
        if (!_constructed.Add(name))
            return;
        AddName(name);
        _newConstructed.Enqueue(name);
    }

    /// <summary>A constant may stand in another one's value, and its value may decide a conversion.</summary>
    private void AddConstant(string name)
    {
        if (!_constants.Add(name))
            return;
        foreach (var declaration in index.DeclarationsMentioning(name))
        {
            if (!declaration.IsConstant)
                continue;
            AddName(declaration.Name);
            AddConstant(declaration.Name);
        }
    }
}
