using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class RecoveryTests
{
    private const string Segment0 = "000000000.q";

    [Fact]
    public void A_killed_writer_loses_nothing_it_had_appended()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        for (var number = 1; number <= 2000; number++)
            log.Append(LogTesting.Bytes($"m{number}"));
        var image = LogTesting.Copy(directory["a"], directory["b"]);

        LogTesting.AssertSound(image);
        Assert.Equal(2000, LogTesting.TextsOf(image).Count);
        using var next = MessageLog.Open(image);
        Assert.False(next.Recovery!.WasClosed);
        Assert.Equal(2001, next.Append("m2001"u8));
        Assert.Equal(Enumerable.Range(1, 2001).Select(number => $"m{number}"), LogTesting.Texts(next));
    }

    [Fact]
    public void Torn_tail_is_cut_at_the_last_valid_record()
    {
        using var directory = new TemporaryDirectory();
        var image = CrashImage(directory, "a", "b", "c");
        var third = SegmentHeader.Size + (2 * 128);
        LogTesting.Edit(Path.Combine(image, Segment0), bytes => bytes[third + 64] ^= 1);

        var verification = MessageLog.Verify(image);
        Assert.Contains(verification.Damage, damage => damage.File == Segment0 && damage.Offset == third);
        using (var log = MessageLog.Open(image))
        {
            Assert.Equal((3, 128), (log.NextSequence, log.Recovery!.DroppedBytes));
            Assert.Empty(log.Recovery.Quarantined);
            log.Append("d"u8);
            Assert.Equal(["a", "b", "d"], LogTesting.Texts(log));
        }

        LogTesting.AssertSound(image);
    }

    [Fact]
    public void Sound_records_behind_a_hole_are_set_aside_when_they_were_not_durable()
    {
        using var directory = new TemporaryDirectory();
        var image = CrashImage(directory, "a", "b", "c");
        LogTesting.Edit(Path.Combine(image, Segment0), bytes => bytes.AsSpan(SegmentHeader.Size + 128, 128).Clear());

        using var log = MessageLog.Open(image);
        Assert.Equal(2, log.NextSequence);
        var kept = Assert.Single(log.Recovery!.Quarantined);
        Assert.Equal("c"u8.ToArray(), File.ReadAllBytes(kept).AsSpan(128 + 64, 1).ToArray());
        log.Append("d"u8);
        Assert.Equal(["a", "d"], LogTesting.Texts(log));
    }

    [Fact]
    public void What_is_missing_below_the_durable_mark_is_damage_and_nothing_is_changed()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["a"], LogTesting.Small))
        {
            foreach (var text in new[] { "a", "b", "c" })
                log.Append(LogTesting.Bytes(text));
            log.Flush();
            Assert.Equal(3, log.DurableSequence);
            LogTesting.Copy(directory["a"], directory["b"]);
        }

        var path = Path.Combine(directory["b"], Segment0);
        var third = SegmentHeader.Size + (2 * 128);
        LogTesting.Edit(path, bytes => bytes.AsSpan(third, 128).Clear());
        var before = File.ReadAllBytes(path);
        var error = Assert.Throws<DamagedFileException>(() => MessageLog.Open(directory["b"]));
        Assert.Equal((path, third), (error.Path, error.Offset));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.False(MessageLog.Verify(directory["b"]).Ok);
        Assert.Equal(["a", "b"], LogTesting.TextsOf(directory["b"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(400)]
    public void An_unfinished_batch_is_dropped_whole(int messages)
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        log.Append("before"u8);
        using var batch = log.BeginBatch();
        for (var number = 0; number < messages; number++)
            batch.Append(LogTesting.Payload(number, 1000));
        var image = LogTesting.Copy(directory["a"], directory["b"]);

        LogTesting.AssertSound(image);
        Assert.Equal(["before"], LogTesting.TextsOf(image));
        using (var next = MessageLog.Open(image))
        {
            Assert.Equal(2, next.NextSequence);
            Assert.True(next.Recovery!.DroppedBytes >= 1024 * messages);
            Assert.Empty(next.Recovery.Quarantined);
            next.Append("after"u8);
            Assert.Equal(["before", "after"], LogTesting.Texts(next));
        }

        LogTesting.AssertSound(image);
        batch.Commit();
        Assert.Equal(messages + 1, LogTesting.Texts(log).Count);
    }

    [Fact]
    public void A_published_batch_whose_last_record_was_lost_is_dropped_whole()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        log.Append("before"u8);
        using (var batch = log.BeginBatch())
        {
            foreach (var text in new[] { "a", "b", "c" })
                batch.Append(LogTesting.Bytes(text));
            batch.Commit();
        }

        var image = LogTesting.Copy(directory["a"], directory["b"]);
        LogTesting.Edit(Path.Combine(image, Segment0), bytes => bytes.AsSpan(SegmentHeader.Size + (3 * 128), 128).Clear());
        using var next = MessageLog.Open(image);
        Assert.Equal(["before"], LogTesting.Texts(next));
        Assert.Equal(384 - 128, next.Recovery!.DroppedBytes);
    }

    [Fact]
    public void Seals_that_a_killed_writer_left_out_are_finished()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["a"], LogTesting.Small))
        {
            using var batch = log.BeginBatch();
            for (var number = 0; number < 300; number++)
                batch.Append(LogTesting.Payload(number, 1000));
            batch.Commit();
            LogTesting.Copy(directory["a"], directory["b"]);
        }

        foreach (var (flag, fields) in new[] { (false, false), (false, true), (true, true) })
        {
            var image = LogTesting.Copy(directory["b"], directory[$"c-{flag}-{fields}"]);
            foreach (var path in Directory.GetFiles(image, "*.q"))
                LogTesting.Edit(path, bytes => Unseal(path, bytes, flag, fields));
            File.Delete(Path.Combine(image, LogDirectory.ControlFileName));
            using (var log = MessageLog.Open(image))
            {
                Assert.Equal(301, log.NextSequence);
                Assert.Equal(300, LogTesting.Texts(log).Count);
                Assert.True(log.Recovery!.SealsFinished > 3);
                Assert.Equal(0, log.Recovery.DroppedBytes);
            }

            LogTesting.AssertSound(image);
        }
    }

    [Fact]
    public void Hints_that_are_missing_cut_or_wrong_cost_a_scan_and_no_data()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["a"], LogTesting.Small))
        {
            for (var number = 1; number <= 1500; number++)
                log.Append(LogTesting.Bytes($"m{number}"));
        }

        using (var other = MessageLog.Open(directory["other"], new MessageLogOptions { SegmentSize = 128 * 1024 }))
        {
            for (var number = 1; number <= 9000; number++)
                other.Append("x"u8);
        }

        var hints = new[] { "control.meta", "index.meta", "000000000.idx", "000000001.idx" };
        var expected = LogTesting.TextsOf(directory["a"]);
        var random = Randomness.Create(out var seed);
        var edits = new List<Action<string>>
        {
            File.Delete,
            path => File.WriteAllBytes(path, []),
            path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]),
            path => File.WriteAllBytes(path, [.. File.ReadAllBytes(path), 1]),
            path => LogTesting.Edit(path, bytes => bytes.AsSpan().Fill(0xFF)),
            path => LogTesting.Edit(path, bytes => random.NextBytes(bytes)),
            path => File.Copy(Path.Combine(directory["other"], Path.GetFileName(path)), path, overwrite: true),
        };
        for (var number = 0; number < edits.Count; number++)
        {
            for (var mask = 1; mask < 16; mask = mask == 8 ? 15 : mask * 2)
            {
                if (number == edits.Count - 1 && mask == 15)
                    continue; // both files of a longer log agree on what is durable: that is believed, and refused as damage
                var image = LogTesting.Copy(directory["a"], directory[$"{number}-{mask}"]);
                for (var hint = 0; hint < hints.Length; hint++)
                {
                    if ((mask & (1 << hint)) != 0)
                        edits[number](Path.Combine(image, hints[hint]));
                }

                AssertIntact(image, expected, $"edit {number}, files {mask}, seed {seed}");
            }
        }
    }

    [Fact]
    public void A_clean_reopen_scans_nothing_and_a_crash_only_what_follows_the_checkpoint()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["a"], new MessageLogOptions { SegmentSize = 1 << 20 }))
        {
            for (var number = 1; number <= 30_000; number++)
                log.Append("some message"u8);
            log.Flush();
            for (var number = 1; number <= 10; number++)
                log.Append("some message"u8);
            LogTesting.Copy(directory["a"], directory["b"]);
        }

        using (var log = MessageLog.Open(directory["a"]))
            Assert.Equal((true, 0), (log.Recovery!.WasClosed, log.Recovery.MessagesScanned));
        using (var log = MessageLog.Open(directory["b"]))
            Assert.Equal((false, 10), (log.Recovery!.WasClosed, log.Recovery.MessagesScanned));
    }

    [Fact]
    public void A_segment_begun_without_a_record_is_used_again()
    {
        using var directory = new TemporaryDirectory();
        var image = CrashImage(directory, "a", "b");
        var header = new byte[SegmentHeader.Size];
        new SegmentHeader { Id = new SegmentId(1), FirstSequence = 3, FirstTimestampNs = long.MaxValue, WriterEpoch = 1, SegmentSize = 64 * 1024 }.Write(header);
        File.WriteAllBytes(Path.Combine(image, "000000001.q"), [.. header, .. new byte[(64 * 1024) - 64]]);
        using (var log = MessageLog.Open(image))
        {
            for (var number = 0; number < 1000; number++)
                log.Append(LogTesting.Payload(number, 100));
            Assert.Equal(1002, LogTesting.Texts(log).Count);
        }

        LogTesting.AssertSound(image);
    }

    [Fact]
    public void The_epoch_grows_with_every_writer()
    {
        using var directory = new TemporaryDirectory();
        for (var epoch = 1u; epoch <= 3; epoch++)
        {
            using var log = MessageLog.Open(directory.Path, LogTesting.Small);
            log.Append("a"u8);
            Assert.Equal(epoch, log.Describe().WriterEpoch);
            if (epoch == 2)
                LogTesting.Copy(directory.Path, directory["lost"]);
        }

        File.Delete(directory["lost/control.meta"]);
        using var other = MessageLog.Open(directory["lost"]);
        Assert.Equal(3u, other.Describe().WriterEpoch);
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var image = CrashImage(directory, "a");
        LogTesting.Edit(Path.Combine(image, Segment0), bytes =>
        {
            bytes[4] = 2;
            BitConverter.TryWriteBytes(bytes.AsSpan(60), Crc32C.Compute(bytes.AsSpan(0, 60)));
        });
        Assert.Throws<UnsupportedFormatException>(() => MessageLog.Open(image));
        Assert.Throws<UnsupportedFormatException>(() => LogTesting.TextsOf(image));
    }

    private static string CrashImage(TemporaryDirectory directory, params string[] texts)
    {
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        foreach (var text in texts)
            log.Append(LogTesting.Bytes(text));
        return LogTesting.Copy(directory["a"], directory["image"]);
    }

    // The header as a killed writer leaves it: with or without the sealing fields, with the old or the new checksum.
    private static void Unseal(string path, byte[] bytes, bool newChecksum, bool fields)
    {
        if (SegmentHeader.Read(path, bytes, out _) is not { Sealed: true } header)
            return;
        var sealedBytes = bytes[..64];
        header.Unsealed.Write(bytes);
        if (fields)
            sealedBytes.AsSpan(8, 52).CopyTo(bytes.AsSpan(8));
        if (newChecksum)
            sealedBytes.AsSpan(60, 4).CopyTo(bytes.AsSpan(60));
    }

    private static void AssertIntact(string image, List<string> expected, string what)
    {
        Assert.True(MessageLog.Verify(image) is { Ok: true } verification, what);
        using (var reader = MessageLog.OpenReadOnly(image))
        {
            Assert.True(LogTesting.Texts(reader, LogStart.At(700)).SequenceEqual(expected.Skip(699)), what);
            Assert.True(reader.DurableSequence <= expected.Count, what);
        }

        using (var log = MessageLog.Open(image))
        {
            Assert.True(LogTesting.Texts(log).SequenceEqual(expected), what);
            Assert.True(log.Append("next"u8) == expected.Count + 1, what);
        }

        LogTesting.AssertSound(image);
    }
}
