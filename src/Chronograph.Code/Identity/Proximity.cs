namespace Chronograph.Code;

/// <summary>Orders files by how near they are to another in the folder tree, to choose among declarations of one name.</summary>
/// <param name="Shared">How many folders the two paths share; the file itself shares most.</param>
/// <param name="Depth">How many folders deep the file is.</param>
/// <param name="Path">Its path, which decides between equals.</param>
internal readonly record struct Proximity(int Shared, int Depth, string Path) : IComparable<Proximity>
{
    public static Proximity Between(string from, string to)
    {
        if (from == to)
            return new Proximity(int.MaxValue, 0, to);
        var shared = 0;
        var length = Math.Min(from.Length, to.Length);
        for (var i = 0; i < length && from[i] == to[i]; i++)
        {
            if (from[i] == '/')
                shared++;
        }

        return new Proximity(shared, to.AsSpan().Count('/'), to);
    }

    /// <summary>The nearer comes first.</summary>
    public int CompareTo(Proximity other) =>
        Shared != other.Shared ? other.Shared.CompareTo(Shared)
        : Depth != other.Depth ? Depth.CompareTo(other.Depth)
        : string.CompareOrdinal(Path, other.Path);
}
