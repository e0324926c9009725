using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class ColumnBufferTests : IDisposable
{
    private const int Piece = 4 << 20;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0, true)] // in a file, but for its end
    [InlineData(Piece, true)] // begun in memory
    [InlineData(8 * Piece, false)] // in memory
    public void A_column_reads_back_as_it_was_gathered_wherever_it_is_kept(long memory, bool usesFile)
    {
        var bytes = new byte[3 * Piece + 12_345];
        Randomness.Create(out var seed).NextBytes(bytes);
        var scratch = new ScratchSpace(FileSystem.Disk, _directory.Path).Behind(memory);
        using var column = new ColumnBuffer(scratch);

        foreach (var part in bytes.Chunk(99_991))
            column.Append(part);

        Assert.Equal(bytes.Length, column.Length);
        Assert.Equal(usesFile, Directory.GetFiles(_directory.Path).Length > 0);
        foreach (var offset in (int[])[0, 1, Piece - 3, 2 * Piece - 1, 3 * Piece + 5, bytes.Length])
        {
            var read = new byte[Piece + 7];
            var count = column.Read(read, offset);
            Assert.True(read.AsSpan(0, count).SequenceEqual(bytes.AsSpan(offset, Math.Min(read.Length, bytes.Length - offset))), $"seed {seed}, offset {offset}");
        }
    }

    [Fact]
    public void Memory_is_given_back_once()
    {
        var scratch = new ScratchSpace(FileSystem.Disk, _directory.Path).Behind(Piece);
        using (var column = new ColumnBuffer(scratch))
        {
            column.Append(new byte[2 * Piece + 1]);
            Assert.False(scratch.Memory.TryTake(1));
            column.Dispose();
        }

        Assert.True(scratch.Memory.TryTake(Piece));
        Assert.False(scratch.Memory.TryTake(1));
    }
}
