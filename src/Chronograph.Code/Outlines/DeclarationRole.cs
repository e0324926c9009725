namespace Chronograph.Code;

/// <summary>How others reach a declaration, which decides whom a change of it can concern.</summary>
internal enum DeclarationRole
{
    /// <summary>A type: through its name, and through everything whose signature mentions it.</summary>
    Type,

    /// <summary>A member with a name: only through the name.</summary>
    Member,

    /// <summary>A constructor: through its type, also where that is not written (<c>new()</c>, <c>base(…)</c>).</summary>
    Constructor,

    /// <summary>An indexer, an operator, a conversion: wherever an expression has the type.</summary>
    Nameless,
}
