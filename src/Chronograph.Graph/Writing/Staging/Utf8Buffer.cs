using System.Buffers;
using System.Text.Unicode;

namespace Chronograph.Graph;

/// <summary>Texts in UTF-8 for the length of one call, in memory that is used again for the next.</summary>
internal sealed class Utf8Buffer
{
    private const int FirstSize = 512;
    private const int MostBytesPerChar = 3;

    private byte[] _bytes = new byte[FirstSize];
    private int _filled;

    /// <summary>Ends the life of all texts.</summary>
    public void Clear() => _filled = 0;

    /// <summary>Encodes a text; valid until <see cref="Clear"/>.</summary>
    /// <exception cref="ArgumentException">The text is not valid Unicode.</exception>
    public ReadOnlySpan<byte> Add(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        var most = checked(text.Length * MostBytesPerChar);
        if (_bytes.Length - _filled < most)
        {
            // Earlier texts keep the array they are in.
            _bytes = new byte[Math.Max(most, checked(_bytes.Length * 2))];
            _filled = 0;
        }

        if (Utf8.FromUtf16(text, _bytes.AsSpan(_filled), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new ArgumentException("The text is not valid Unicode: a surrogate stands alone.", parameter);
        var bytes = _bytes.AsSpan(_filled, written);
        _filled += written;
        return bytes;
    }
}
