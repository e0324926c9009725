namespace Chronograph.Cli;

/// <summary>Takes lines off a stream as bytes, without their line ends, and can be told to stop while it waits.</summary>
/// <remarks>The last line counts even without a line end. A line may be empty, and as long as memory allows.</remarks>
internal sealed class LineReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _begin;
    private int _end;
    private bool _ended;

    /// <summary>Takes the next line; false at the end of the stream, or when told to stop.</summary>
    /// <param name="stop">Ends the wait for more.</param>
    /// <param name="line">The line, valid until the next call.</param>
    public bool TryRead(CancellationToken stop, out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (!stop.IsCancellationRequested)
        {
            var length = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, lineEnd: 1);
                return true;
            }
            if (_ended)
                return TryTakeRest(out line);
            searched = _end - _begin;
            Fill(stop);
        }
        line = default;
        return false;
    }

    private bool TryTakeRest(out ReadOnlySpan<byte> line)
    {
        var found = _begin < _end;
        line = Take(_end - _begin, lineEnd: 0);
        return found;
    }

    private ReadOnlySpan<byte> Take(int length, int lineEnd)
    {
        var line = _buffer.AsSpan(_begin, length);
        _begin += length + lineEnd;
        return line is [.. var text, (byte)'\r'] ? text : line;
    }

    // A read of a terminal or a pipe cannot be cancelled, but it can be left behind.
    private void Fill(CancellationToken stop)
    {
        MakeRoom();
        var reading = Task.Run(() => stream.Read(_buffer.AsSpan(_end)), CancellationToken.None);
        if (!Completes(reading, stop))
            return;
        _end += reading.Result;
        _ended = reading.Result == 0;
    }

    private static bool Completes(Task reading, CancellationToken stop)
    {
        try
        {
            reading.Wait(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException error)
        {
            throw error.InnerException!;
        }
    }

    private void MakeRoom()
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            _end -= _begin;
            _begin = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
