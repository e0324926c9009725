namespace Chronograph.Selftest;

/// <summary>Bytes of a file changed, by a write, a store through a mapping, or a new length. Nothing of it is durable yet.</summary>
/// <param name="File">The file.</param>
/// <param name="Length">Its length from now on.</param>
/// <param name="Cut">Whether the length shrank: what stood behind it will never be seen again.</param>
/// <param name="Pages">The pages whose content changed.</param>
internal sealed record FileChange(Inode File, long Length, bool Cut, IReadOnlyList<PageContent> Pages) : DiskOperation;
