using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class CursorTests
{
    [Fact]
    public void A_cursor_remembers_how_far_its_reader_came()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            foreach (var text in new[] { "a", "b", "c" })
                log.Append(LogTesting.Bytes(text));
        }

        using var readOnly = MessageLog.OpenReadOnly(directory.Path);
        Assert.Empty(readOnly.Describe().Cursors);
        using (var cursor = readOnly.OpenCursor("billing"))
        {
            Assert.Null(cursor.NextSequence);
            using var reader = cursor.CreateReader();
            Assert.True(reader.TryRead(out _));
            Assert.True(reader.TryRead(out _));
            cursor.Save(2);
            cursor.Save(reader.NextSequence, durable: false);
        }

        using (var cursor = readOnly.OpenCursor("billing"))
        {
            Assert.Equal(3, cursor.NextSequence);
            using var reader = cursor.CreateReader();
            Assert.Equal(["c"], LogTesting.Texts(reader));
            Assert.Equal([new LogCursorPosition("billing", 3, 1)], readOnly.Describe().Cursors);
        }

        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_cursor_has_one_owner_at_a_time()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using (log.OpenCursor("a"))
        {
            var error = Assert.Throws<StoreLockedException>(() => log.OpenCursor("a"));
            Assert.Contains(Environment.ProcessId.ToString(), error.Message);
            log.OpenCursor("b").Dispose();
        }

        log.OpenCursor("a").Dispose();
    }

    [Fact]
    public void Every_flipped_bit_and_every_length_leaves_one_of_the_last_two_places_or_none()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using (var cursor = log.OpenCursor("a"))
        {
            cursor.Save(5);
            cursor.Save(9);
        }

        var path = directory["readers/a.cursor"];
        var original = File.ReadAllBytes(path);
        for (var bit = 0; bit < original.Length * 8; bit++)
        {
            var bytes = original.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(bit < 64 * 8 ? 5 : 9, NextAfter(log, path, bytes));
        }

        for (var length = 0; length <= original.Length; length++)
            Assert.Equal(length < 64 ? null : 9, NextAfter(log, path, original[..length]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("../a")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    public void A_name_that_could_lead_elsewhere_is_refused(string name)
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        Assert.ThrowsAny<ArgumentException>(() => log.OpenCursor(name));
        Assert.False(Directory.Exists(directory["readers"]));
    }

    [Fact]
    public void A_cursor_beyond_the_log_is_out_of_range()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var cursor = log.OpenCursor("a");
        cursor.Save(7);
        Assert.Throws<SequenceOutOfRangeException>(() => cursor.CreateReader());
        Assert.Equal(0, log.Describe().Cursors[0].Lag);
    }

    private static long? NextAfter(MessageLog log, string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        using var cursor = log.OpenCursor("a");
        return cursor.NextSequence;
    }
}
