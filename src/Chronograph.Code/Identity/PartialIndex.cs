namespace Chronograph.Code;

/// <summary>Knows which files hold parts of a partial declaration; the first of them, ordinally, gives the id.</summary>
internal sealed class PartialIndex
{
    private readonly Dictionary<string, SortedDictionary<string, int>> _files = [];

    public void Add(FileOutline outline) => Count(outline, +1);

    public void Remove(FileOutline outline) => Count(outline, -1);

    /// <summary>The semantic id of a declaration.</summary>
    public string IdOf(Declaration declaration) =>
        declaration.IdIn(declaration.IsPartial ? _files[declaration.Key].First().Key : declaration.File);

    private void Count(FileOutline outline, int step)
    {
        foreach (var declaration in outline.Declarations)
        {
            if (declaration.IsPartial)
                Count(declaration.Key, declaration.File, step);
        }
    }

    private void Count(string key, string file, int step)
    {
        if (!_files.TryGetValue(key, out var files))
            _files[key] = files = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var count = files.GetValueOrDefault(file) + step;
        if (count > 0)
            files[file] = count;
        else if (files.Remove(file) && files.Count == 0)
            _files.Remove(key);
    }
}
