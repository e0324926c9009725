namespace Chronograph.Cli;

/// <summary>Standard output as a stream that tells when nobody reads it any more.</summary>
/// <remarks>
/// The stream of <see cref="Console"/> swallows a broken pipe, so that <c>log read --follow | head</c> would never end; a
/// <see cref="FileStream"/> writes at a position of its own, so that two commands into one file overwrite each other.
/// </remarks>
internal sealed class StandardOutput : Stream
{
    private readonly Stream? _console = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : null;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_console is not null)
            _console.Write(buffer);
        else
            PosixOutput.Write(buffer);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
