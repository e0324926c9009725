namespace Chronograph.Selftest;

/// <summary>A file or a directory apart from the names it has; renaming changes the names, not this.</summary>
internal readonly record struct Inode(int Number)
{
    /// <summary>The directory whose content is recorded.</summary>
    public static Inode Root => new(0);
}
