namespace Chronograph.Log;

/// <summary>One open claim: what its record will say, and which claim it is.</summary>
/// <param name="Number">Tells this claim from those before, whose handles may still be around.</param>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Type">The user's message type.</param>
/// <param name="TimestampNs">Its timestamp.</param>
/// <param name="Trace">Its trace.</param>
internal readonly record struct ClaimTicket(long Number, int Length, ushort Type, long TimestampNs, TraceContext Trace);
