using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Log;

/// <summary>A message in place, kept where a <see cref="Message"/> cannot be: in a field.</summary>
/// <remarks>Bound: as for the message, until its reader reads on or is disposed. Mapped memory does not move before.</remarks>
internal readonly unsafe struct HeldMessage
{
    private readonly byte* _record;
    private readonly int _length;

    public HeldMessage(in Message message)
    {
        _record = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(message.Header));
        _length = message.Payload.Length;
    }

    public Message Message => new(_record, _length);
}
