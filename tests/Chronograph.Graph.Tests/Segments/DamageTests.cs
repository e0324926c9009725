using System.Buffers.Binary;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Whatever happens to a file, the answer is the same as before or a typed error, never a wrong answer or a crash.</summary>
/// <remarks><c>CHRONOGRAPH_DAMAGE=all</c> tries every bit and every length; the suite does one bit of an eighth of the bytes.</remarks>
public sealed class DamageTests : IDisposable
{
    private static readonly bool Everything = Environment.GetEnvironmentVariable("CHRONOGRAPH_DAMAGE") == "all";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _expected;

    public DamageTests()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        _expected = Samples.Everything(store);
    }

    private string Path => _directory["store"];

    private IEnumerable<string> StoreFiles =>
        Directory.GetFiles(Path, "*.seg", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path, "*.json", SearchOption.AllDirectories));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var stride = Everything ? 1 : 67; // bits; eight bytes and some more, so that it is not always the same one
        var random = Randomness.Create(out _);
        foreach (var file in StoreFiles)
        {
            var bytes = File.ReadAllBytes(file);
            for (var bit = random.Next(stride); bit < bytes.Length * 8; bit += stride)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(file, bytes);
                AssertSameOrTypedError(file);
                Assert.Contains(Samples.Verify(Path).Damage, damage => damage.File == file);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public void Verification_names_the_versions_that_need_a_damaged_file()
    {
        Assert.True(Samples.Verify(Path).Ok);
        var file = _directory["store/segments/seg_000002_nodes.seg"];
        var bytes = File.ReadAllBytes(file);
        bytes[100] ^= 1;
        File.WriteAllBytes(file, bytes);
        var damage = Assert.Single(Samples.Verify(Path).Damage);
        Assert.Equal((file, 2, 3), (damage.File, damage.FirstVersion.Number, damage.LastVersion.Number));
    }

    [Fact]
    public void A_newest_manifest_that_current_json_does_not_name_is_refused_however_it_is_read()
    {
        using (var store = GraphStore.Open(_directory["other"], Samples.Relaxed))
        {
            for (var round = 0; round < 3; round++)
                store.Commit(_ => { }, new CommitOptions { CreatedAt = Samples.Time.AddYears(-1) });
        }

        using var writer = GraphStore.Open(Path, Samples.Relaxed);
        File.Copy(_directory["other/manifests/000003.json"], _directory["store/manifests/000003.json"], overwrite: true);
        using var reader = GraphStore.OpenReadOnly(Path);
        var newest = new GraphVersion(3);
        AssertRefused(() => reader.OpenLatest());
        AssertRefused(() => reader.OpenSnapshot(newest));
        AssertRefused(() => reader.GetVersion(newest));
        AssertRefused(() => reader.ListVersions(new VersionFilter { Limit = 1 }).ToList());
        AssertRefused(() => reader.TryResolve(new VersionReference.WithTag("commit", "ccc"), out _));
        AssertRefused(() => reader.TryResolve(new VersionReference.AtTime(Samples.Time.AddYears(1)), out _));
        AssertRefused(() => writer.ListVersions(new VersionFilter { Limit = 1 }).ToList());
        AssertRefused(() => writer.Tag(newest, new Dictionary<string, string> { ["release"] = "1.0" }));
        AssertRefused(() => writer.Rollback(newest));
        Assert.Equal("bbb", reader.GetVersion(new GraphVersion(2)).Tags["commit"]);

        void AssertRefused(Func<object> read) =>
            Assert.Equal(_directory["store/manifests/000003.json"], Assert.Throws<DamagedFileException>(() => read()).Path);
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        foreach (var file in StoreFiles)
        {
            var bytes = File.ReadAllBytes(file);
            for (var length = 0; length < bytes.Length; length += Everything ? 1 : 7)
            {
                File.WriteAllBytes(file, bytes[..length]);
                Assert.ThrowsAny<ChronographException>(() => Read());
            }

            File.Delete(file);
            Assert.ThrowsAny<ChronographException>(() => Read());
            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public void A_file_made_to_harm_with_right_checksums_gives_a_typed_error_or_an_answer()
    {
        var random = Randomness.Create(out var seed);
        foreach (var file in Directory.GetFiles(Path, "*.seg", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            for (var round = 0; round < 400; round++)
            {
                var hostile = bytes.ToArray();
                for (var change = random.Next(3); change >= 0; change--)
                    Harm(hostile, random);
                Resealed.Checksums(hostile);
                File.WriteAllBytes(file, hostile);
                AssertAnswerOrTypedError(seed, file);
            }

            File.WriteAllBytes(file, bytes);
        }
    }

    [Theory]
    [InlineData("\"segment_id\":2,", "\"segment_id\":1,", "stands twice")]
    [InlineData("\"next_segment_id\": ", "\"next_segment_id\": 1, \"was\": ", "'next_segment_id' is 1")]
    public void A_manifest_whose_segment_numbers_cannot_be_is_refused_wherever_it_is_read(string right, string wrong, string reason)
    {
        var file = _directory["store/manifests/000002.json"];
        var bytes = Resealed.Replacing(File.ReadAllBytes(file), right, wrong);
        File.WriteAllBytes(file, bytes);
        using var store = GraphStore.OpenReadOnly(Path);
        var error = Assert.Throws<DamagedFileException>(() => store.Diff(new GraphVersion(1), new GraphVersion(2)));
        Assert.Equal(file, error.Path);
        Assert.Contains(reason, error.Message);
        Assert.Contains(Samples.Verify(Path).Damage, damage => damage.File == file && damage.Reason.Contains(reason));
    }

    [Fact]
    public void A_manifest_made_to_harm_with_right_checksums_gives_a_typed_error_or_an_answer()
    {
        var random = Randomness.Create(out var seed);
        var latest = _directory["store/manifests/000003.json"];
        foreach (var file in Directory.GetFiles(Path, "*.json", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            var current = File.ReadAllBytes(_directory["store/current.json"]);
            for (var round = 0; round < 300; round++)
            {
                var hostile = Resealed.Json(bytes, random);
                File.WriteAllBytes(file, hostile);
                if (file == latest && Resealed.TryHash(hostile) is { } hash)
                    File.WriteAllBytes(_directory["store/current.json"], new CurrentPointer(new GraphVersion(3), hash).ToBytes());
                AssertAnswerOrTypedError(seed);
            }

            File.WriteAllBytes(file, bytes);
            File.WriteAllBytes(_directory["store/current.json"], current);
        }
    }

    private static void Harm(byte[] bytes, Random random)
    {
        var place = SegmentHeader.Size + random.Next(bytes.Length - SegmentHeader.Size - 8);
        switch (random.Next(4))
        {
            case 0:
                bytes[place] = (byte)random.Next(256);
                break;
            case 1:
                bytes.AsSpan(place, 8).Fill(0xFF);
                break;
            case 2:
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(place & ~7, 8), random.NextInt64(-100, 100));
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(place & ~7, 8), random.NextInt64());
                break;
        }
    }

    private string Read()
    {
        using var store = GraphStore.OpenReadOnly(Path);
        return Samples.Everything(store);
    }

    private void AssertSameOrTypedError(string file)
    {
        try
        {
            Assert.Equal(_expected, Read());
        }
        catch (ChronographException error)
        {
            Assert.Equal(file, error.Path);
        }
    }

    private void AssertAnswerOrTypedError(int seed, string? file = null)
    {
        try
        {
            Read();
        }
        catch (ChronographException error)
        {
            Assert.Equal(file ?? error.Path, error.Path);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Replay with CHRONOGRAPH_SEED={seed}.", error);
        }
    }
}
