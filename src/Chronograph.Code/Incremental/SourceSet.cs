namespace Chronograph.Code;

/// <summary>The files of the current state, prepared for binding, and what is known about them together.</summary>
internal sealed class SourceSet
{
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);
    private readonly SettingsBook _settings;
    private readonly AnalysisMeter _meter;

    /// <param name="prefix">The indexed folder from the top.</param>
    /// <param name="meter">Where times are added up.</param>
    public SourceSet(string prefix, AnalysisMeter meter)
    {
        _settings = new SettingsBook(prefix);
        _meter = meter;
    }

    public IReadOnlyDictionary<string, SourceFile> Files => _files;

    public PartialIndex Partials { get; } = new();

    public NameIndex Names { get; } = new();

    /// <summary>Takes over a new state and says which files are different now: before and after.</summary>
    public IReadOnlyList<FileChange> Apply(SourceUpdate update, ParallelOptions parallel)
    {
        if (update.Projects is { } projects)
            _settings.Replace(projects);
        var removed = update.Removed.Where(_files.ContainsKey).ToHashSet(StringComparer.Ordinal);
        var parsed = Parse(update, removed, parallel);
        var next = AddReinjected(update, parsed, removed);
        var prepared = new SourceFile[next.Count];
        Parallel.For(0, prepared.Length, parallel, i =>
            prepared[i] = _meter.Working(() => SourceFile.Prepare(next[i].Parsed, next[i].Usings)));
        var changes = prepared.Select(file => new FileChange(_files.GetValueOrDefault(file.Path), file))
            .Concat(removed.Select(path => new FileChange(_files[path], null)))
            .OrderBy(static change => change.Path, StringComparer.Ordinal)
            .ToList();
        foreach (var change in changes)
            Apply(change);
        return changes;
    }

    /// <summary>The changed files, and those that read differently with the symbols that their project has now.</summary>
    private ParsedFile[] Parse(SourceUpdate update, HashSet<string> removed, ParallelOptions parallel)
    {
        var changed = update.Changed.Select(static file => file.Key).ToHashSet(StringComparer.Ordinal);
        var others = update.Projects is null
            ? []
            : _files.Values.Select(static file => file.Parsed).Where(file => file.Root.ContainsDirectives
                && !changed.Contains(file.Path) && !removed.Contains(file.Path) && file.Options != _settings.ParseOptions(file.Path)).ToList();
        var options = update.Changed.Select(file => _settings.ParseOptions(file.Key))
            .Concat(others.Select(file => _settings.ParseOptions(file.Path)))
            .ToList();
        var parsed = new ParsedFile[options.Count];
        Parallel.For(0, parsed.Length, parallel, i => parsed[i] = _meter.Parsing(() => i < update.Changed.Count
            ? ParsedFile.Parse(update.Changed[i].Key, update.Changed[i].Value, options[i])
            : others[i - update.Changed.Count].Parse(options[i])));
        return parsed;
    }

    /// <summary>The changed files, and those whose project has other usings now.</summary>
    private List<(ParsedFile Parsed, ProjectSettings Usings)> AddReinjected(SourceUpdate update, ParsedFile[] parsed, HashSet<string> removed)
    {
        var changed = parsed.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        var kept = _files.Values.Where(file => !changed.Contains(file.Path) && !removed.Contains(file.Path));
        if (update.Projects is not null || TouchesGlobalUsings(parsed, removed))
            _settings.Rebuild(kept.Select(static file => file.Parsed).Concat(parsed));
        else
            kept = [];
        return [.. parsed.Select(file => (file, _settings.For(file.Path))),
            .. kept.Select(file => (file.Parsed, Old: file.Project, Usings: _settings.For(file.Path)))
                .Where(static file => file.Old.Key != file.Usings.Key)
                .Select(static file => (file.Parsed, file.Usings))];
    }

    private bool TouchesGlobalUsings(ParsedFile[] parsed, HashSet<string> removed) =>
        parsed.Any(static file => file.GlobalUsings.Count > 0)
        || parsed.Select(static file => file.Path).Concat(removed)
            .Any(path => _files.TryGetValue(path, out var old) && old.Parsed.GlobalUsings.Count > 0);

    private void Apply(FileChange change)
    {
        if (change.Before is { } before)
        {
            Partials.Remove(before.Outline);
            Names.Remove(before);
            _files.Remove(before.Path);
        }

        if (change.After is { } after)
        {
            Partials.Add(after.Outline);
            Names.Add(after);
            _files[after.Path] = after;
        }
    }
}
