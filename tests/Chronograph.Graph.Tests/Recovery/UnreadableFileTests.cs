using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class UnreadableFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly BadDisk _disk = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("segments/seg_000002_nodes.seg", 2, 3)]
    [InlineData("manifests/000002.json", 2, 2)]
    public void What_the_disk_cannot_read_is_named_with_its_versions_and_all_else_is_checked(string file, long first, long last)
    {
        using var store = GraphStore.Open(_directory["store"], Samples.Relaxed with { Files = _disk });
        Samples.WriteThreeVersions(store);
        var sound = store.Verify();
        Assert.True(sound.Ok);

        _disk.Unreadable = _directory[$"store/{file}"];
        var found = store.Verify();
        Assert.Equal((sound.Versions, sound.Segments), (found.Versions, found.Segments));
        var damage = Assert.Single(found.Damage);
        Assert.Equal((_disk.Unreadable, first, last), (damage.File, damage.FirstVersion.Number, damage.LastVersion.Number));
        Assert.StartsWith("the disk cannot read it", damage.Reason, StringComparison.Ordinal);
    }

    private sealed class BadDisk : ForwardingFileSystem
    {
        private const int InputOutputError = 5;

        public string? Unreadable { get; set; }

        public override StorageFile Open(string path, FileIntent intent) => path == Unreadable
            ? throw new IOException("Input/output error", OperatingSystem.IsWindows() ? unchecked((int)0x80070017) : InputOutputError)
            : base.Open(path, intent);
    }
}
