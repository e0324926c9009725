namespace Chronograph.Code;

/// <summary>A type as it is looked up: by its simple name, and when it is nested only where the type around it is at hand.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Outer">The simple name of the type around it, or empty.</param>
internal readonly record struct TypeName(string Name, string Outer)
{
    public bool IsNested => Outer.Length > 0;
}
