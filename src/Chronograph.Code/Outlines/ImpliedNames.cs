using Microsoft.CodeAnalysis.CSharp;

namespace Chronograph.Code;

/// <summary>The member names that a construct looks up without writing them.</summary>
internal static class ImpliedNames
{
    /// <summary>What <c>using</c> looks up, as a statement or before a local variable.</summary>
    public static string[] Disposing { get; } = ["Dispose", "DisposeAsync"];

    /// <summary>Stands for the constructor that <c>new(…)</c>, <c>base(…)</c> and <c>this(…)</c> look up.</summary>
    public const string NamelessCreation = ".new";

    /// <summary>Stands for the constructor that a <c>new()</c> constraint asks for.</summary>
    public const string ConstructorConstraint = ".new()";

    private static readonly string[] Creating = [NamelessCreation];
    private static readonly string[] ForEach =
        ["GetEnumerator", "MoveNext", "Current", "Dispose", "GetAsyncEnumerator", "MoveNextAsync", "DisposeAsync", "Deconstruct"];

    private static readonly string[] Awaiting = ["GetAwaiter", "GetResult", "IsCompleted"];
    private static readonly string[] Adding = ["Add", "GetEnumerator"];
    private static readonly string[] Collecting = ["Add", "GetEnumerator", "Create"];
    private static readonly string[] Deconstructing = ["Deconstruct"];
    private static readonly string[] Indexing = ["Length", "Count", "Slice"];
    private static readonly string[] Pinning = ["GetPinnableReference"];
    private static readonly string[] Interpolating = ["AppendLiteral", "AppendFormatted"];

    private static readonly string[] Querying =
    [
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
    ];

    public static string[] Of(SyntaxKind kind) => kind switch
    {
        SyntaxKind.ForEachStatement or SyntaxKind.ForEachVariableStatement => ForEach,
        SyntaxKind.AwaitExpression => Awaiting,
        SyntaxKind.UsingStatement => Disposing,
        SyntaxKind.CollectionInitializerExpression => Adding,
        SyntaxKind.CollectionExpression => Collecting,
        SyntaxKind.TupleExpression or SyntaxKind.DeclarationExpression or SyntaxKind.PositionalPatternClause => Deconstructing,
        SyntaxKind.ListPattern or SyntaxKind.IndexExpression or SyntaxKind.RangeExpression or SyntaxKind.SlicePattern => Indexing,
        SyntaxKind.FixedStatement => Pinning,
        SyntaxKind.InterpolatedStringExpression => Interpolating,
        SyntaxKind.QueryExpression => Querying,
        SyntaxKind.ImplicitObjectCreationExpression or SyntaxKind.BaseConstructorInitializer
            or SyntaxKind.ThisConstructorInitializer or SyntaxKind.PrimaryConstructorBaseType => Creating,
        _ => [],
    };
}
