namespace Chronograph.Code;

/// <summary>Finds the files to bind after a change, round after round, until no new ones turn up.</summary>
/// <remarks>
/// The first round is known from the text alone. Binding it may show that a signature, though it reads as before, now
/// means another type; whoever mentions its name is bound in the next round. No file is bound twice.
/// </remarks>
internal sealed class BindingStep
{
    private readonly SourceSet _sources;
    private readonly Dictionary<string, FileChange> _changes;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly ChangeReach _reach;
    private readonly bool _isFirst;
    private bool _isBegun;

    public BindingStep(SourceSet sources, IReadOnlyDictionary<string, FileContribution> known, IReadOnlyList<FileChange> changes)
    {
        _sources = sources;
        _changes = changes.ToDictionary(static change => change.Path, StringComparer.Ordinal);
        _reach = new ChangeReach(sources.Names);
        _isFirst = known.Count == 0;
        if (_isFirst)
            return;
        foreach (var change in changes)
            OutlineChanges.Add(_reach, change.Before?.Outline, change.After?.Outline);
        AddNamespaces(changes);
    }

    /// <summary>How many files need binding, as far as is known.</summary>
    public int Known => _seen.Count;

    /// <summary>The files of the next round, in ordinal order; empty when all is bound.</summary>
    public IReadOnlyList<SourceFile> Next()
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        if (!_isBegun)
            paths.UnionWith(_changes.Keys);
        _isBegun = true;
        paths.UnionWith(_reach.TakeFiles());
        paths.RemoveWhere(path => !_sources.Files.ContainsKey(path) || !_seen.Add(path));
        return [.. paths.Select(path => _sources.Files[path])];
    }

    /// <summary>Looks at what a bound file says now for signatures that mean something else.</summary>
    public void Compare(string path, FileContribution before, FileContribution after)
    {
        var outline = _sources.Files[path].Outline;
        var old = _changes.TryGetValue(path, out var change) ? change.Before?.Outline : outline;
        if (!_isFirst && old is not null)
            OutlineChanges.AddRebound(_reach, old, before.Meanings, outline, after.Meanings);
    }

    private void AddNamespaces(IReadOnlyList<FileChange> changes)
    {
        var before = Namespaces(changes.Select(static change => change.Before));
        var after = Namespaces(changes.Select(static change => change.After));
        var vanished = before.Keys.Where(name => _sources.Names.FilesInNamespace(name) == 0);
        var appeared = after.Where(name => !before.ContainsKey(name.Key) && _sources.Names.FilesInNamespace(name.Key) == name.Value);
        foreach (var name in vanished.Concat(appeared.Select(static name => name.Key)))
            _reach.AddName(name[(name.LastIndexOf('.') + 1)..]);
    }

    /// <summary>Each namespace, and how many of the files add to it.</summary>
    private static Dictionary<string, int> Namespaces(IEnumerable<SourceFile?> files) => files
        .SelectMany(static file => file?.Outline.Namespaces ?? (IEnumerable<string>)[])
        .CountBy(static name => name)
        .ToDictionary(StringComparer.Ordinal);
}
