namespace Chronograph.Log;

/// <summary>Room for one message in the log itself, to be filled in place. For the thread that appends.</summary>
/// <remarks>
/// For payloads that are produced piece by piece: it saves the copy that <see cref="MessageLog.Append(ReadOnlySpan{byte}, ushort)"/>
/// makes, and pays for it by reading the payload back for its checksum. Dispose it in every case; without a commit before,
/// nothing of it can ever be read. While a claim is open the log takes no other messages.
/// </remarks>
public readonly ref struct MessageClaim : IDisposable
{
    private readonly Appender _appender;
    private readonly ClaimTicket _ticket;

    internal MessageClaim(Appender appender, ClaimTicket ticket, Span<byte> payload)
    {
        _appender = appender;
        _ticket = ticket;
        Payload = payload;
    }

    /// <summary>The payload to fill, all zeros at first. Not to be touched after <see cref="Commit"/> or <see cref="Dispose"/>.</summary>
    public Span<byte> Payload { get; }

    /// <summary>Publishes the message.</summary>
    /// <returns>Its sequence number.</returns>
    /// <exception cref="InvalidOperationException">The claim was committed or disposed.</exception>
    public long Commit() => _appender.CommitClaim(_ticket);

    /// <summary>Abandons the claim unless it was committed.</summary>
    public void Dispose() => _appender.AbandonClaim(_ticket);
}
