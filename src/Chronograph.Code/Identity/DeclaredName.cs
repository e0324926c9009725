using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>What a declaration is called: its node type, its simple name, and the name that tells overloads apart.</summary>
/// <param name="Type">The node type.</param>
/// <param name="Simple">The name that people look for.</param>
/// <param name="Full">The name as it stands in the id: with type parameters, parameter types and explicit interface, as written.</param>
internal readonly record struct DeclaredName(string Type, string Simple, string Full)
{
    /// <summary>The name of a declaration, or <see langword="null"/> for syntax that declares nothing of its own.</summary>
    public static DeclaredName? Of(SyntaxNode node) => node switch
    {
        ExtensionBlockDeclarationSyntax => null,
        TypeDeclarationSyntax type => Named(TypeOf(type), type.Identifier, TypeParameters(type.TypeParameterList)),
        EnumDeclarationSyntax type => Named(NodeTypes.Enum, type.Identifier),
        DelegateDeclarationSyntax type => Named(NodeTypes.Delegate, type.Identifier, TypeParameters(type.TypeParameterList)),
        EnumMemberDeclarationSyntax member => Named(NodeTypes.Field, member.Identifier),
        MethodDeclarationSyntax method => Named(
            NodeTypes.Method, method.Identifier,
            TypeParameters(method.TypeParameterList) + Parameters(method.ParameterList), method.ExplicitInterfaceSpecifier),
        ConstructorDeclarationSyntax constructor => Constructor(constructor.ParameterList, constructor.Modifiers.Any(SyntaxKind.StaticKeyword)),
        DestructorDeclarationSyntax destructor => Same(NodeTypes.Method, $"~{destructor.Identifier.ValueText}()", "~" + destructor.Identifier.ValueText),
        OperatorDeclarationSyntax op => Operator(op),
        ConversionOperatorDeclarationSyntax conversion => Conversion(conversion),
        PropertyDeclarationSyntax property => Named(NodeTypes.Property, property.Identifier, "", property.ExplicitInterfaceSpecifier),
        EventDeclarationSyntax declared => Named(NodeTypes.Event, declared.Identifier, "", declared.ExplicitInterfaceSpecifier),
        IndexerDeclarationSyntax indexer => Same(
            NodeTypes.Property, Explicit(indexer.ExplicitInterfaceSpecifier) + "this" + Parameters(indexer.ParameterList), "this[]"),
        _ => null,
    };

    /// <summary>The constructor in the head of a type.</summary>
    public static DeclaredName Constructor(ParameterListSyntax parameters, bool isStatic = false) => isStatic
        ? Same(NodeTypes.Constructor, ".cctor()", ".cctor")
        : Same(NodeTypes.Constructor, ".ctor" + Parameters(parameters), ".ctor");

    /// <summary>A field, an event without accessors, or the property of a record's parameter.</summary>
    public static DeclaredName Plain(string type, SyntaxToken identifier) => Named(type, identifier);

    /// <summary>The types of parameters, with what makes overloads different.</summary>
    public static string Parameters(BaseParameterListSyntax list)
    {
        var types = string.Join(", ", list.Parameters.Select(Parameter));
        return list is BracketedParameterListSyntax ? $"[{types}]" : $"({types})";
    }

    /// <summary>The names of type parameters, without variance and attributes.</summary>
    public static string TypeParameters(TypeParameterListSyntax? list) => list is null
        ? ""
        : $"<{string.Join(", ", list.Parameters.Select(static p => p.Identifier.ValueText))}>";

    private static string Parameter(ParameterSyntax parameter)
    {
        var type = parameter.Type is null ? parameter.Identifier.Text : SyntaxText.Of(parameter.Type);
        var passing = string.Concat(parameter.Modifiers
            .Where(static m => m.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword or SyntaxKind.ReadOnlyKeyword)
            .Select(static m => m.Text + " "));
        return passing + type;
    }

    private static DeclaredName Operator(OperatorDeclarationSyntax op)
    {
        var name = $"operator {(op.CheckedKeyword.Text is { Length: > 0 } word ? word + " " : "")}{op.OperatorToken.Text}";
        return Same(NodeTypes.Method, $"{Explicit(op.ExplicitInterfaceSpecifier)}{name}{Parameters(op.ParameterList)}", name);
    }

    private static DeclaredName Conversion(ConversionOperatorDeclarationSyntax conversion)
    {
        var name = $"{conversion.ImplicitOrExplicitKeyword.Text} operator {SyntaxText.Of(conversion.Type)}";
        return Same(NodeTypes.Method, $"{Explicit(conversion.ExplicitInterfaceSpecifier)}{name}{Parameters(conversion.ParameterList)}", name);
    }

    private static string TypeOf(TypeDeclarationSyntax type) => type switch
    {
        RecordDeclarationSyntax => NodeTypes.Record,
        InterfaceDeclarationSyntax => NodeTypes.Interface,
        StructDeclarationSyntax => NodeTypes.Struct,
        _ => NodeTypes.Class,
    };

    private static string Explicit(ExplicitInterfaceSpecifierSyntax? specifier) =>
        specifier is null ? "" : SyntaxText.Of(specifier.Name) + ".";

    private static DeclaredName Named(string type, SyntaxToken identifier, string suffix = "", ExplicitInterfaceSpecifierSyntax? specifier = null) =>
        new(type, identifier.ValueText, $"{Explicit(specifier)}{identifier.ValueText}{suffix}");

    private static DeclaredName Same(string type, string full, string simple) => new(type, simple, full);
}
