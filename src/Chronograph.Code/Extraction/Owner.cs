namespace Chronograph.Code;

/// <summary>The node that edges leave while its syntax is walked.</summary>
internal sealed class Owner(string id, Declaration? declaration)
{
    private ContentHasher _meaning = new();

    public string Id { get; } = id;

    /// <summary>The declaration, or <see langword="null"/> for the file itself.</summary>
    public Declaration? Declaration { get; } = declaration;

    /// <summary>Hash over what the names of the surface were bound to.</summary>
    public ulong Meaning => _meaning.Value;

    public void AddMeaning(string boundTo) => _meaning.Add(boundTo);
}
