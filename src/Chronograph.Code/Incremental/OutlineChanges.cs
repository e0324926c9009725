namespace Chronograph.Code;

/// <summary>Compares the outlines of a file before and after, and adds what others may notice.</summary>
internal static class OutlineChanges
{
    public static void Add(ChangeReach reach, FileOutline? before, FileOutline? after)
    {
        var old = Group(before);
        var current = Group(after);
        foreach (var (key, declarations) in old)
        {
            if (!current.TryGetValue(key, out var now) || !SameSurface(declarations, now))
                AddAll(reach, declarations, before!);
        }

        foreach (var (key, declarations) in current)
        {
            if (!old.TryGetValue(key, out var then) || !SameSurface(then, declarations))
                AddAll(reach, declarations, after!);
        }
    }

    /// <summary>Adds declarations whose surface reads as before but is now bound to something else.</summary>
    public static void AddRebound(ChangeReach reach, FileOutline before, IReadOnlyList<ulong> oldMeanings, FileOutline after, IReadOnlyList<ulong> meanings)
    {
        var old = new Dictionary<string, ulong>();
        for (var i = 0; i < oldMeanings.Count; i++)
            old[before.Declarations[i].Key] = oldMeanings[i];
        for (var i = 0; i < meanings.Count; i++)
        {
            var declaration = after.Declarations[i];
            if (old.TryGetValue(declaration.Key, out var then) && then != meanings[i])
                reach.Add(declaration);
        }
    }

    private static void AddAll(ChangeReach reach, List<Declaration> declarations, FileOutline outline)
    {
        foreach (var declaration in declarations)
        {
            reach.Add(declaration);
            if (declaration.Role == DeclarationRole.Type)
                AddMembers(reach, declaration, outline);
            if (declaration.IsTopLevel)
                reach.AddShape(new TypeName("Program", ""));
        }
    }

    /// <summary>With the head of a type it may change who may see its members, and how.</summary>
    private static void AddMembers(ChangeReach reach, Declaration type, FileOutline outline)
    {
        foreach (var member in outline.Declarations.Where(member => member.Container == type))
            reach.Add(member);
    }

    private static bool SameSurface(List<Declaration> left, List<Declaration> right) =>
        left.Select(static d => d.SurfaceHash).SequenceEqual(right.Select(static d => d.SurfaceHash));

    private static Dictionary<string, List<Declaration>> Group(FileOutline? outline)
    {
        var groups = new Dictionary<string, List<Declaration>>();
        foreach (var declaration in outline?.Declarations ?? [])
        {
            if (!groups.TryGetValue(declaration.Key, out var group))
                groups[declaration.Key] = group = [];
            group.Add(declaration);
        }

        return groups;
    }
}
