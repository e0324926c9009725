namespace Chronograph.Code;

/// <summary>A commit of the history, as far as a version tells of it.</summary>
/// <param name="Name">The full object name.</param>
/// <param name="AuthorDate">The author date, strict ISO 8601.</param>
/// <param name="CommitterDate">The committer date.</param>
/// <param name="Author">The author's name.</param>
/// <param name="Subject">The first line of the message.</param>
internal sealed record GitCommit(string Name, string AuthorDate, DateTimeOffset CommitterDate, string Author, string Subject);
