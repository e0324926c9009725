using System.Buffers.Binary;
using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Each hint file spoiled in each way, checksums right or wrong: it costs a search, and no message.</summary>
public class HintTests
{
    private const int Messages = 150;
    private const long Hostile = 0x0123_4567_89AB_CDC0;

    private static readonly (string Name, Action<string> Do)[] AnyFile =
    [
        ("missing", File.Delete),
        ("empty", path => Cut(path, 0)),
        ("cut to 7", path => Cut(path, 7)),
        ("half", path => Cut(path, (int)new FileInfo(path).Length / 2)),
        ("without its last byte", path => Cut(path, (int)new FileInfo(path).Length - 1)),
        ("zeros", path => LogTesting.Edit(path, bytes => bytes.AsSpan().Clear())),
        ("ones", path => LogTesting.Edit(path, bytes => bytes.AsSpan().Fill(0xFF))),
        ("random", path => LogTesting.Edit(path, bytes => new Random(7).NextBytes(bytes))),
        ("longer", path => File.AppendAllText(path, new string('x', 5000))),
    ];

    private static readonly (string File, string Name, Action<string> Do)[] WithRightChecksums =
    [
        .. from value in (long[])[0, 64, Hostile, -64]
           from at in (int[])[0, 8]
           select ("index.meta", $"{value} at {at}", (Action<string>)(path => LogTesting.Edit(path, bytes => Set(bytes.AsSpan(at), value)))),
        .. from value in (long[])[0, 64, Hostile, -64]
           from slot in (int[])[192, 256]
           from field in (int[])[0, 8, 16, 24, 32, 40]
           select ("control.meta", $"{value} in {field} of checkpoint {slot}", (Action<string>)(path => Reseal(path, slot, field, value))),
        .. from value in (long[])[65536, 1 << 20, 1L << 30]
           select ("control.meta", $"segment size {value}", (Action<string>)(path => Reseal(path, 0, 8, value))),
        .. from value in (long[])[-1, 0, Hostile]
           from at in (int[])[64, 72, 88, 128, 320]
           select ("control.meta", $"{value} at {at}", (Action<string>)(path => LogTesting.Edit(path, bytes => Set(bytes.AsSpan(at), value)))),
        .. from value in (long[])[0, 64, Hostile]
           from field in (int[])[8, 16, 64, 72, 80]
           select ("000000000.idx", $"{value} at {field}", (Action<string>)(path => ResealIndex(path, field, value))),
        .. from value in (long[])[1, 3, Messages + 1, Messages + 2, Hostile, long.MaxValue]
           from field in (int[])[8, 16]
           select ("readers/reader.cursor", $"{value} in {field}", (Action<string>)(path => Reseal(path, 64, field, value))),
    ];

    [Theory]
    [InlineData("closed")]
    [InlineData("open")]
    public void Whatever_one_hint_says_every_message_is_there_and_the_next_gets_its_number(string log)
    {
        using var directory = new TemporaryDirectory();
        Build(directory);
        string[] files = ["index.meta", "control.meta", "000000000.idx", "readers/reader.cursor"];
        var cases = files.SelectMany(file => AnyFile.Select(way => (File: file, way.Name, way.Do))).Concat(WithRightChecksums);
        foreach (var (file, name, spoil) in cases)
        {
            var image = Copy(directory[log], directory["image"]);
            spoil(Path.Combine(image, file));
            Check(image, $"{log}, {file}: {name}");
            Directory.Delete(image, recursive: true);
        }
    }

    [Fact]
    public void A_hint_that_somebody_removes_while_it_is_opened_is_one_that_is_not_there()
    {
        using var directory = new TemporaryDirectory();
        Build(directory);
        var files = new VanishingHints();
        Assert.True(MessageLog.Verify(directory["open"], null, files, TestContext.Current.CancellationToken).Ok);
        using var log = MessageLog.OpenReadOnly(directory["open"], files);
        Assert.Empty(log.Describe().Cursors);
        using var reader = log.CreateReader(LogStart.At(70));
        Assert.True(reader.TryRead(out var message));
        Assert.Equal(70, message.Sequence);
    }

    private static void Build(TemporaryDirectory directory)
    {
        using (var log = MessageLog.Open(directory["closed"], LogTesting.Small))
        {
            for (var number = 1; number <= Messages; number++)
            {
                log.Append(LogTesting.Payload(number, 1000));
                if (number == Messages / 2)
                    log.Flush();
            }

            using (var cursor = log.OpenCursor("reader"))
                cursor.Save(70);
            log.WaitUntilWorkerIsIdle();
            Copy(directory["closed"], directory["open"]);
        }
    }

    private static void Check(string image, string what)
    {
        AssertWhole(image, Messages, what);
        using (var log = MessageLog.OpenReadOnly(image))
        {
            foreach (var start in new[] { LogStart.At(70), LogStart.Last, LogStart.Since(DateTimeOffset.UnixEpoch) })
            {
                using var reader = log.CreateReader(start);
                Assert.True(reader.TryRead(out var message), what);
                Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(message.Sequence, 1000)), what);
            }

            using var saved = log.OpenCursor("reader");
            var error = Record.Exception(() => saved.CreateReader().Dispose());
            Assert.True(error is null or SequenceOutOfRangeException, $"{what}: {error}");
        }

        using (var log = MessageLog.Open(image, LogTesting.Small, new SmallDisk()))
            Assert.Equal(Messages + 1, log.Append(LogTesting.Payload(Messages + 1, 1000)));
        AssertWhole(image, Messages + 1, what);
        var verification = MessageLog.Verify(image);
        Assert.True(verification.Ok, $"{what}: {string.Join("; ", verification.Damage)}");
    }

    private static void AssertWhole(string image, int count, string what)
    {
        using var log = MessageLog.OpenReadOnly(image);
        using var reader = log.CreateReader(LogStart.First);
        var number = 0;
        while (reader.TryRead(out var message))
            Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(++number, 1000)), what);
        Assert.True(number == count, $"{what}: {number} messages");
    }

    private static string Copy(string from, string to)
    {
        LogTesting.Copy(from, to);
        LogTesting.Copy(Path.Combine(from, "readers"), Path.Combine(to, "readers"));
        return to;
    }

    private static void Cut(string path, int length) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

    private static void Set(Span<byte> bytes, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes, value);

    // 64 bytes whose last four are their checksum.
    private static void Reseal(string path, int block, int field, long value) => LogTesting.Edit(path, bytes =>
    {
        var part = bytes.AsSpan(block, 64);
        Set(part[field..], value);
        BinaryPrimitives.WriteUInt32LittleEndian(part[60..], Crc32C.Compute(part[..60]));
    });

    private static void ResealIndex(string path, int field, long value) => LogTesting.Edit(path, bytes =>
    {
        Set(bytes.AsSpan(field), value);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Append(Crc32C.Compute(bytes.AsSpan(0, 60)), bytes.AsSpan(64)));
    });

    private sealed class VanishingHints : ForwardingFileSystem
    {
        public override StorageFile Open(string path, FileIntent intent) => path.EndsWith(".q", StringComparison.Ordinal)
            ? base.Open(path, intent)
            : throw new FileNotFoundException("Removed meanwhile.", path);
    }
}
