namespace Chronograph.Selftest;

/// <summary>A message as it was handed to a log.</summary>
/// <param name="Payload">Its bytes.</param>
/// <param name="Type">Its type.</param>
internal sealed record SentMessage(byte[] Payload, ushort Type);

/// <summary>An append, claim or batch is about to be published: from now on all of it may be there, or none.</summary>
internal sealed record PublishBegan(IReadOnlyList<SentMessage> Messages);

/// <summary>It is published.</summary>
internal sealed record PublishEnded;

/// <summary>The log said that a message survives a power loss.</summary>
internal sealed record BecameDurable(long Sequence);

/// <summary>Segments with messages before this one may be removed from now on.</summary>
internal sealed record RetentionBegan(long FirstKept);

/// <summary>A cursor was saved durably, or is about to be.</summary>
internal sealed record CursorSaved(long NextSequence, bool Done);

/// <summary>A writer opened the log and said which message is next: what it did not keep will never be there again.</summary>
internal sealed record Recovered(long NextSequence);
