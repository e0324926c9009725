using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Log;

/// <summary>A message in place, kept where a <see cref="Message"/> cannot be: in a field.</summary>
/// <remarks>Bound: as for the message, until its reader reads on or is disposed. Mapped memory does not move before.</remarks>
internal readonly unsafe struct HeldMessage
{
    private readonly byte* _header;
    private readonly byte* _payload;
    private readonly int _length;

    public HeldMessage(in Message message)
    {
        _header = Address(message.Header);
        _payload = Address(message.Payload);
        _length = message.Payload.Length;
    }

    public Message Message => new(new ReadOnlySpan<byte>(_header, RecordLayout.HeaderSize), new ReadOnlySpan<byte>(_payload, _length));

    private static byte* Address(ReadOnlySpan<byte> mapped) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(mapped));
}
