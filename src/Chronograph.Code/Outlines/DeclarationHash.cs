namespace Chronograph.Code;

/// <summary>What is gathered about the tokens of one declaration.</summary>
internal sealed class DeclarationHash
{
    private ContentHasher _content = new();
    private ContentHasher _surface = new();

    public ulong Content => _content.Value;

    public ulong Surface => _surface.Value;

    public HashSet<string> SurfaceNames { get; } = [];

    public void Add(string token, bool isSurface)
    {
        _content.Add(token);
        if (isSurface)
            _surface.Add(token);
    }

    public void Add(DeclarationHash shared)
    {
        _content.Add(shared.Content);
        _surface.Add(shared.Surface);
        SurfaceNames.UnionWith(shared.SurfaceNames);
    }
}
