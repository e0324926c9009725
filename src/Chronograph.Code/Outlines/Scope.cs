namespace Chronograph.Code;

/// <summary>Where a pass over a file stands.</summary>
/// <param name="Name">Full name of the type or namespace around.</param>
/// <param name="Namespace">Full name of the namespace around.</param>
/// <param name="Container">The type around, or <see langword="null"/>.</param>
/// <param name="Owner">What the tokens count for, or <see langword="null"/> where only the file has them.</param>
internal readonly record struct Scope(string Name, string Namespace, Declaration? Container, DeclarationHash? Owner);
