using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The chain of manifests and the pointer to its head. Reading needs no lock; writing is for the one writer.</summary>
internal sealed class ManifestStore(FileSystem files, StorePaths paths, bool durable)
{
    private const int LargestFile = 256 << 20;
    private const int MostReadings = 100; // for a file system that says something else of a file each time

    public StorePaths Paths => paths;

    public FileSystem Files => files;

    /// <summary>Whether a store is there: its pointer, or manifests whose pointer was lost.</summary>
    public static bool Exists(FileSystem files, StorePaths paths) => files.FileExists(paths.Current) || HasManifests(files, paths);

    /// <summary>Makes the store's directory where it is missing, and those above it.</summary>
    public void CreateRoot()
    {
        if (durable)
            DurableDirectory.Create(files, paths.Root);
        else
            files.CreateDirectory(paths.Root);
    }

    /// <summary>
    /// Before anything is written: a relaxed store notes that its files may not be on the disk; a strict one, whose commits
    /// share what is there, has all of it flushed where that is noted.
    /// </summary>
    /// <remarks>A power loss may take the note, and then nothing is there that is not on the disk.</remarks>
    public void BeginWriting()
    {
        var noted = files.FileExists(paths.Unflushed);
        if (durable && noted)
        {
            foreach (var directory in new[] { paths.Segments, paths.Manifests }.Where(files.DirectoryExists))
                files.SyncTree(directory);
            foreach (var file in new[] { paths.Collected, paths.Current }.Where(files.FileExists))
                Flush(file);
            files.SyncDirectory(paths.Root);
            SyncParent();
            files.Delete(paths.Unflushed);
        }
        else if (!durable && !noted)
        {
            files.Open(paths.Unflushed, FileIntent.OpenOrCreate).Dispose();
        }
    }

    /// <summary>Makes an empty store in its directory. What a crash left of an earlier attempt is completed.</summary>
    public void Create()
    {
        files.CreateDirectory(paths.Segments);
        files.CreateDirectory(paths.Manifests);
        if (durable)
            files.SyncDirectory(paths.Root); // a pointer without the directories would be a store that cannot be written
        AtomicFile.Replace(files, paths.Current, new CurrentPointer(GraphVersion.None, Manifest.NoHash).ToBytes(), durable);

        // Also when the root was there: an attempt that was killed may have made it and not come to this.
        if (durable)
            SyncParent();
    }

    /// <exception cref="DamagedFileException">The pointer is damaged, or was lost.</exception>
    /// <remarks>
    /// A writer writes to the file that was the last pointer but one. Who was held up between opening and reading for as
    /// long as that finds that the name leads to another file by now, and reads again.
    /// </remarks>
    public CurrentPointer ReadCurrent()
    {
        for (var reading = 1; ; reading++)
        {
            var bytes = ReadFile(paths.Current, out var identity);
            if (reading == MostReadings || identity is null || identity == files.IdentityOf(paths.Current))
                return CurrentPointer.Read(bytes, paths.Current);
        }
    }

    /// <summary>The newest manifest, checked against the pointer.</summary>
    public Manifest ReadLatest()
    {
        var head = ReadCurrent();
        return Read(head.Version, head);
    }

    /// <summary>A manifest, checked against the pointer when it is the one that the pointer names.</summary>
    /// <exception cref="DamagedFileException">It is damaged, or another than the pointer names.</exception>
    public Manifest Read(GraphVersion version, CurrentPointer head)
    {
        var manifest = Read(version);
        if (version == head.Version && manifest.Sha256 != head.ManifestSha256)
            throw new DamagedFileException(paths.Manifest(version), 0, "its hash is not the one that current.json names");
        return manifest;
    }

    /// <summary>As <see cref="Read(GraphVersion, CurrentPointer)"/>; null when retention has removed the version.</summary>
    public Manifest? TryRead(GraphVersion version, CurrentPointer head)
    {
        try
        {
            return Read(version, head);
        }
        catch (VersionCollectedException)
        {
            return null;
        }
    }

    /// <summary>What a list shows of a version; null when retention has removed it. Costs half of reading the manifest.</summary>
    public VersionInfo? TryReadInfo(GraphVersion version, CurrentPointer head)
    {
        try
        {
            return version == head.Version ? Read(version, head).Info : Read(version, ManifestReader.ReadInfo);
        }
        catch (VersionCollectedException)
        {
            return null;
        }
    }

    /// <summary>A manifest by itself: for who checks the chain of hashes in another way.</summary>
    /// <exception cref="VersionCollectedException">Retention has removed it.</exception>
    public Manifest Read(GraphVersion version) =>
        version == GraphVersion.None ? Manifest.None : Read(version, ManifestReader.Read);

    private T Read<T>(GraphVersion version, Func<byte[], string, GraphVersion, T> read)
    {
        var path = paths.Manifest(version);
        try
        {
            return read(ReadFile(path), path, version);
        }
        catch (DamagedFileException error) when (error.InnerException is FileNotFoundException)
        {
            ThrowIfCollected(version);
            throw;
        }
    }

    /// <exception cref="VersionCollectedException">The version is listed as collected.</exception>
    public void ThrowIfCollected(GraphVersion version)
    {
        var collected = ReadCollected();
        if (collected.Find(version) is not { } range)
            return;
        CheckCurrent(collected);
        throw new VersionCollectedException(paths.Root, version, new GraphVersion(range.Last.Number + 1));
    }

    /// <summary>The pointer, unless a version that it takes for the newest, or a later one, was collected.</summary>
    /// <remarks>A damaged list of collected versions says nothing here: it is in the way of collecting, and not of committing.</remarks>
    /// <exception cref="DamagedFileException">The pointer is damaged, was lost, or is an old one, such as one from a copy.</exception>
    public CurrentPointer CheckCurrent()
    {
        var collected = CollectedVersions.None;
        try
        {
            collected = ReadCollected();
        }
        catch (DamagedFileException)
        {
            // Named by who needs the list.
        }

        return CheckCurrent(collected);
    }

    /// <param name="collected">Read before the pointer: whoever collects does so behind a pointer that is durable.</param>
    private CurrentPointer CheckCurrent(CollectedVersions collected)
    {
        var head = ReadCurrent();
        return collected.Last == GraphVersion.None || head.Version.CompareTo(collected.Last) > 0
            ? head
            : throw new DamagedFileException(
                paths.Current, 0, $"it names version {head.Version} as the newest, and version {collected.Last} was collected, so later ones were committed");
    }

    /// <summary>The manifest of a version in its place, or in <c>gc/</c>.</summary>
    public Manifest ReadWherever(GraphVersion version)
    {
        var path = PlaceOf(version);
        return ManifestReader.Read(ReadFile(path), path, version);
    }

    /// <summary>Where the manifest of a version lies: in its place, or else in <c>gc/</c>.</summary>
    public string PlaceOf(GraphVersion version)
    {
        var path = paths.Manifest(version);
        return files.FileExists(path) ? path : paths.InGc(path);
    }

    /// <summary>Which versions were collected, for who lists those up to the newest.</summary>
    /// <exception cref="DamagedFileException">The list is damaged, or the pointer is older than it.</exception>
    public CollectedVersions ReadCollected(CurrentPointer head)
    {
        var collected = ReadCollected();
        if (collected.Find(head.Version) is not null)
            CheckCurrent(collected);
        return collected;
    }

    /// <summary>Which versions were collected.</summary>
    public CollectedVersions ReadCollected() => files.FileExists(paths.Collected)
        ? CollectedVersionsFile.Read(ReadFile(paths.Collected), paths.Collected)
        : CollectedVersions.None;

    /// <summary>Replaces the list of the versions that were collected. Flushed however the store commits.</summary>
    public void WriteCollected(CollectedVersions collected) =>
        AtomicFile.Replace(files, paths.Collected, CollectedVersionsFile.ToBytes(collected), durable: true);

    /// <summary>
    /// Makes the newest version survive a power loss, whoever committed it, and however: its files first, then the pointer to it.
    /// </summary>
    public void MakeDurable(Manifest latest)
    {
        foreach (var segment in latest.State.References())
            Flush(paths.Segment(segment.Name));
        if (latest.Version != GraphVersion.None)
            Flush(paths.Manifest(latest.Version));
        files.SyncDirectory(paths.Segments);
        files.SyncDirectory(paths.Manifests);
        Flush(paths.Current);
        files.SyncDirectory(paths.Root);
    }

    /// <summary>Replaces the pointer by one to a version that was committed before. Flushed however the store commits.</summary>
    public void PointTo(CurrentPointer pointer) => AtomicFile.Replace(files, paths.Current, pointer.ToBytes(), durable: true);

    /// <summary>The versions that have a manifest in its place, newest first, also those behind the pointer.</summary>
    public IEnumerable<GraphVersion> ListNewestFirst() => files.DirectoryExists(paths.Manifests)
        ? files.ListFiles(paths.Manifests).Select(StorePaths.VersionOf).Where(version => version != GraphVersion.None).OrderDescending()
        : [];

    /// <summary>Replaces a committed manifest, which was read, by the same with other tags.</summary>
    public void Rewrite(Manifest manifest)
    {
        var path = paths.Manifest(manifest.Version);
        AtomicFile.Replace(files, path, ManifestWriter.Retag(ReadFile(path), manifest.Tags), durable);
    }

    private static bool HasManifests(FileSystem files, StorePaths paths) =>
        files.DirectoryExists(paths.Manifests) && files.ListFiles(paths.Manifests).Count > 0;

    /// <summary>Makes the name of the store's directory survive a power loss.</summary>
    private void SyncParent()
    {
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(paths.Root))) is { } parent)
            files.SyncDirectory(parent);
    }

    private void Flush(string path)
    {
        using var file = files.Open(path, FileIntent.ReadWrite);
        file.Flush();
    }

    private byte[] ReadFile(string path) => ReadFile(path, out _);

    private byte[] ReadFile(string path, out FileIdentity? identity)
    {
        try
        {
            using var file = files.Open(path, FileIntent.ReadOnly);
            var length = file.Length;
            if (length > LargestFile)
                throw new DamagedFileException(path, 0, $"{length} bytes are too many for this file");
            var bytes = new byte[length];
            var read = file.Read(bytes, 0);
            identity = file.Identity;
            return bytes[..read];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DamagedFileException(path, 0, "the file is missing", error);
        }
    }
}
