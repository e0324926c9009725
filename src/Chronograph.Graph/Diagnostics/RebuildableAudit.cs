using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Checks what a writer makes anew from the manifests: the history, and the index of its tags. No version needs them.</summary>
internal sealed class RebuildableAudit(FileSystem files, StorePaths paths, CancellationToken cancellation)
{
    public IEnumerable<StoreDamage> Run() => History().Concat(TagRuns());

    private IEnumerable<StoreDamage> History() => MessageLog.Exists(paths.History, files)
        ? MessageLog.Verify(paths.History, progress: null, files, cancellation).Damage.Select(damage =>
            Damage(Path.Combine(paths.History, damage.File), damage.Offset, damage.Reason))
        : [];

    private IEnumerable<StoreDamage> TagRuns() => files.DirectoryExists(paths.TagRuns)
        ? files.ListFiles(paths.TagRuns).Select(TagRunName.Parse).OfType<TagRunName>().Select(Check).OfType<StoreDamage>()
        : [];

    private StoreDamage? Check(TagRunName name)
    {
        try
        {
            using var run = TagRun.Open(files, paths.TagRuns, name);
            foreach (var _ in run.ReadAll())
                cancellation.ThrowIfCancellationRequested();
        }
        catch (DamagedFileException error)
        {
            return Damage(error.Path, error.Offset, error.Reason);
        }
        catch (UnsupportedFormatException error)
        {
            return Damage(error.Path, 0, error.Detail);
        }
        catch (FileNotFoundException)
        {
            // A writer that merges took it away meanwhile.
        }

        return null;
    }

    private static StoreDamage Damage(string path, long offset, string reason) =>
        new(path, offset, reason, GraphVersion.None, GraphVersion.None);
}
