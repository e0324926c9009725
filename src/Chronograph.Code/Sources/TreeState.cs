using System.Security.Cryptography;
using System.Text;

namespace Chronograph.Code;

/// <summary>The tree as the model last saw it: a fingerprint for each source, and what the project files say.</summary>
internal sealed class TreeState(SourceRoot root)
{
    /// <summary>Part of every hash: another way of indexing, or another framework to bind against, makes every tree a new one.</summary>
    private static readonly string Format = $"chronograph-code 3; .NET {Environment.Version}\n";

    private readonly SortedDictionary<string, UInt128> _sources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProjectFile> _settings = new(StringComparer.Ordinal);
    private ProjectMap _projects = new([]);

    /// <summary>Takes over files and says what that changes for the model.</summary>
    /// <param name="contents">New contents by path from the top; <see langword="null"/> for a file that is gone.</param>
    public SourceUpdate Apply(IEnumerable<KeyValuePair<string, byte[]?>> contents)
    {
        var changed = new List<KeyValuePair<string, SourceContent>>();
        var removed = new List<string>();
        var newSettings = false;
        foreach (var (path, bytes) in contents)
        {
            if (root.IsSetting(path))
                newSettings |= ApplySetting(path, bytes);
            else if (root.IsSource(path))
                ApplySource(root.Shown(path), bytes, changed, removed);
        }

        if (newSettings)
            _projects = new ProjectMap(_settings);
        return new SourceUpdate(changed, removed, newSettings ? _projects : null);
    }

    /// <summary>A hash over everything that the graph depends on.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Format));
        string? folder = null;
        foreach (var (path, fingerprint) in _sources)
        {
            var project = _projects.ProjectFolder(root.Prefix + path);
            if (project != folder)
                hash.AppendData(Encoding.UTF8.GetBytes($"{project}\0{string.Join(';', _projects.Usings(folder = project))}\0{string.Join(';', _projects.Constants(project))}\n"));
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{fingerprint:x32}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private bool ApplySetting(string path, byte[]? bytes)
    {
        if (bytes is null)
            return _settings.Remove(path);
        _settings[path] = ProjectFile.Parse(SourceContent.From(bytes).Text);
        return true;
    }

    private void ApplySource(string path, byte[]? bytes, List<KeyValuePair<string, SourceContent>> changed, List<string> removed)
    {
        if (bytes is null)
        {
            if (_sources.Remove(path))
                removed.Add(path);
            return;
        }

        var content = SourceContent.From(bytes);
        if (_sources.TryGetValue(path, out var known) && known == content.Fingerprint)
            return;
        _sources[path] = content.Fingerprint;
        changed.Add(new(path, content));
    }
}
