using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>How one kind of item is printed, in either format.</summary>
/// <param name="Columns">Its columns as text.</param>
/// <param name="Json">Writes it as the properties of a JSON object.</param>
internal sealed record ItemView<T>(IReadOnlyList<TextColumn<T>> Columns, Action<Utf8JsonWriter, T> Json);
