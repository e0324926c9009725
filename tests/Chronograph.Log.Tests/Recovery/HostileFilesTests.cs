using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Files that somebody wrote over: every answer is right, or one of the typed errors, and it comes soon.</summary>
public class HostileFilesTests
{
    private const int Images = 250;

    [Fact]
    public void Random_bytes_anywhere_give_true_messages_or_a_typed_error()
    {
        var random = Randomness.Create(out var seed);
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["log"], LogTesting.Small))
        {
            for (var number = 1; number <= 600; number++)
                log.Append(LogTesting.Bytes($"m{number} {new string('.', number % 500)}"));
            using (var batch = log.BeginBatch())
            {
                for (var number = 601; number <= 900; number++)
                    batch.Append(LogTesting.Bytes($"m{number} {new string('.', number % 500)}"));
                batch.Commit();
            }

            LogTesting.Copy(directory["log"], directory["open"]);
        }

        for (var image = 0; image < Images; image++)
        {
            var path = LogTesting.Copy(directory[random.Next(2) == 0 ? "log" : "open"], directory[$"image-{image}"]);
            for (var edits = random.Next(1, 6); edits > 0; edits--)
                Spoil(random.GetItems(Directory.GetFiles(path), 1)[0], random);
            var what = $"seed {seed}, image {image}";
            Try(() => MessageLog.Verify(path), what);
            Try(() => ReadAll(path), what);
            Try(() =>
            {
                using var log = MessageLog.Open(path);
                log.Append("m0"u8);
            }, what);
            Try(() => ReadAll(path), what);
            Try(() => MessageLog.Verify(path), what);
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public unsafe void A_record_that_claims_more_than_any_message_can_have_is_damage_whatever_its_checksum_says()
    {
        using var directory = new TemporaryDirectory();
        const long SegmentSize = 4L << 30; // a hole but for the first page
        var bytes = new byte[4096];
        new SegmentHeader { Id = SegmentId.First, FirstSequence = 1, FirstTimestampNs = 1, WriterEpoch = 1, SegmentSize = SegmentSize }.Write(bytes);
        fixed (byte* record = &bytes[SegmentHeader.Size])
        {
            var word = new RecordWord((1UL << 31) | ((ulong)RecordWord.Committed << 32));
            RecordMemory.StoreHeader(record, word, 1, 1, 0, 1, new RecordSalt(SegmentId.First).For(1), default);
            RecordMemory.StoreWord(record, word);
        }

        using (var file = File.Create(directory["000000000.q"]))
        {
            file.Write(bytes);
            file.SetLength(SegmentSize);
        }

        using var log = MessageLog.OpenReadOnly(directory.Path);
        using var reader = log.CreateReader(LogStart.First);
        var error = Assert.Throws<DamagedFileException>(() => reader.TryRead(out _));
        Assert.Equal(SegmentHeader.Size, error.Offset);
    }

    private static void ReadAll(string path)
    {
        using var log = MessageLog.OpenReadOnly(path);
        _ = log.Describe();
        foreach (var start in new[] { LogStart.Last, LogStart.End, LogStart.At(450), LogStart.Since(DateTimeOffset.UtcNow.AddSeconds(-1)), LogStart.First })
        {
            using var reader = log.CreateReader(start);
            while (reader.TryRead(out var message))
            {
                var text = System.Text.Encoding.UTF8.GetString(message.Payload);
                Assert.True(text == "m0" || text == $"m{message.Sequence} {new string('.', (int)message.Sequence % 500)}", text);
            }
        }
    }

    private static void Spoil(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
            return;
        switch (random.Next(6))
        {
            case 0:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            case 1:
                random.NextBytes(bytes.AsSpan(0, Math.Min(64, bytes.Length)));
                break;
            case 2:
                bytes.AsSpan(random.Next(bytes.Length)).Clear();
                break;
            case 3:
                // A header moved to another place.
                var from = random.Next(bytes.Length / 64 + 1) * 64;
                var to = random.Next(bytes.Length / 64 + 1) * 64;
                var count = Math.Min(64, bytes.Length - Math.Max(from, to));
                bytes.AsSpan(from, Math.Max(0, count)).CopyTo(bytes.AsSpan(to));
                break;
            case 4:
                bytes = [.. bytes, .. new byte[random.Next(200)]];
                break;
            default:
                bytes[random.Next(Math.Min(bytes.Length, 1 << random.Next(3, 17)))] = (byte)random.Next(256);
                break;
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void Try(Action action, string what)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var error = Record.Exception(action);
        Assert.True(error is null or ChronographException or SequenceOutOfRangeException, $"{what}: {error}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{what} took {watch.Elapsed}");
    }
}
