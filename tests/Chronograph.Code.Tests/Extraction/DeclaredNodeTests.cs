namespace Chronograph.Code.Tests;

public sealed class DeclaredNodeTests
{
    [Fact]
    public void Every_kind_of_declaration_is_a_node()
    {
        var code = AnalysedCode.From("""
            namespace N;
            class C<T>
            {
                const int K = 1;
                int a, b;
                event System.Action E1;
                event System.Action E2 { add { } remove { } }
                static C() { }
                C(int x, ref string y) { }
                ~C() { }
                int P { get; set; }
                int this[int i, string s] => 0;
                void M() { }
                void M<U>(U u, List<string> l, out int o) => o = 0;
                public static C<T> operator +(C<T> l, C<T> r) => l;
                public static implicit operator int(C<T> c) => 0;
                void System.IDisposable.Dispose() { }
                class Nested { delegate void Inner(); }
            }
            struct S;
            record R(int A, string B);
            record struct RS { public int X; }
            interface I { void F(); }
            enum E : byte { One, Two = 2 }
            delegate int D<in X>(X x);
            """);

        string[] expected =
        [
            "->EXTERNAL->System.Action", "->EXTERNAL->System.Collections.Generic.List<T>", "->EXTERNAL->System.IDisposable",
            "->NAMESPACE->N",
            "a.cs->CLASS->C<T>[in:N]", "a.cs->CLASS->Nested[in:N.C<T>]",
            "a.cs->CONSTRUCTOR->.cctor()[in:N.C<T>]", "a.cs->CONSTRUCTOR->.ctor(int, ref string)[in:N.C<T>]",
            "a.cs->CONSTRUCTOR->.ctor(int, string)[in:N.R]",
            "a.cs->DELEGATE->D<X>[in:N]", "a.cs->DELEGATE->Inner[in:N.C<T>.Nested]",
            "a.cs->ENUM->E[in:N]", "a.cs->EVENT->E1[in:N.C<T>]", "a.cs->EVENT->E2[in:N.C<T>]",
            "a.cs->FIELD->K[in:N.C<T>]", "a.cs->FIELD->One[in:N.E]", "a.cs->FIELD->Two[in:N.E]", "a.cs->FIELD->X[in:N.RS]",
            "a.cs->FIELD->a[in:N.C<T>]", "a.cs->FIELD->b[in:N.C<T>]",
            "a.cs->FILE->a.cs",
            "a.cs->INTERFACE->I[in:N]",
            "a.cs->METHOD->F()[in:N.I]", "a.cs->METHOD->M()[in:N.C<T>]", "a.cs->METHOD->M<U>(U, List<string>, out int)[in:N.C<T>]",
            "a.cs->METHOD->System.IDisposable.Dispose()[in:N.C<T>]",
            "a.cs->METHOD->implicit operator int(C<T>)[in:N.C<T>]", "a.cs->METHOD->operator +(C<T>, C<T>)[in:N.C<T>]",
            "a.cs->METHOD->~C()[in:N.C<T>]",
            "a.cs->PROPERTY->A[in:N.R]", "a.cs->PROPERTY->B[in:N.R]", "a.cs->PROPERTY->P[in:N.C<T>]",
            "a.cs->PROPERTY->this[int, string][in:N.C<T>]",
            "a.cs->RECORD->R[in:N]", "a.cs->RECORD->RS[in:N]", "a.cs->STRUCT->S[in:N]",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), code.Nodes.Select(node => node.SemanticId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parts_of_a_partial_type_are_one_node_named_after_the_first_file()
    {
        var code = AnalysedCode.From(
            ("b.cs", "namespace N; public partial class P { void B() { } }"),
            ("a.cs", "\nnamespace N; sealed partial class P { void A() { } }"));

        var type = code.Node("a.cs->CLASS->P[in:N]");
        Assert.Equal("a.cs", type.File);
        Assert.Equal(
            """{"start":2,"end":2,"accessibility":"public","modifiers":"sealed partial","parts":[{"file":"a.cs","start":2,"end":2},{"file":"b.cs","start":1,"end":1}]}""",
            type.Metadata);
        code.AssertEdge("b.cs->FILE->b.cs CONTAINS a.cs->CLASS->P[in:N]");
        code.AssertEdge("a.cs->CLASS->P[in:N] CONTAINS b.cs->METHOD->B()[in:N.P]");
    }

    [Fact]
    public void Metadata_tells_lines_accessibility_modifiers_and_signature()
    {
        var code = AnalysedCode.From("""
            class C
            {
                /// <summary>Not part of the lines.</summary>
                [System.Obsolete]
                protected internal static async Task<int>   Go<T>( int a ,string b = "x" )
                    where T : class
                {
                    return await Task.FromResult(a);
                }
            }
            """);

        Assert.Equal(
            """{"start":4,"end":9,"accessibility":"protected internal","modifiers":"static async","signature":"Task<int> Go<T>(int a, string b = \"x\") where T : class"}""",
            code.Node("a.cs->METHOD->Go<T>(int, string)[in:C]").Metadata);
    }

    [Fact]
    public void Two_declarations_of_one_name_in_broken_code_stay_apart()
    {
        var code = AnalysedCode.From("class C { int x; string x; }");

        Assert.Contains(code.Nodes, node => node.SemanticId == "a.cs->FIELD->x[in:C]");
        Assert.Contains(code.Nodes, node => node.SemanticId == "a.cs->FIELD->x#2[in:C]");
    }

    [Fact]
    public void Top_level_statements_are_one_method()
    {
        var code = AnalysedCode.From("using System.Text;\nConsole.WriteLine(1);\nvar b = new StringBuilder();\nstatic void Local() => Console.Write(2);");

        code.AssertEdge("a.cs->FILE->a.cs CONTAINS a.cs->METHOD-><top-level>");
        code.AssertEdge("a.cs->METHOD-><top-level> CALLS ->EXTERNAL->System.Console.WriteLine(int)");
        code.AssertEdge("a.cs->METHOD-><top-level> CALLS ->EXTERNAL->System.Console.Write(int)");
        code.AssertEdge("a.cs->METHOD-><top-level> CREATES ->EXTERNAL->System.Text.StringBuilder");
    }

    [Fact]
    public void Top_level_statements_span_from_the_first_to_the_last()
    {
        var code = AnalysedCode.From("using System.Text;\n\nConsole.WriteLine(1);\nvar b = 2;\nstatic void Local()\n{\n}\nclass C;");

        Assert.StartsWith("""{"start":3,"end":7,""", code.Node("a.cs->METHOD-><top-level>").Metadata, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_an_extension_block_belong_to_the_class_around_it()
    {
        var code = AnalysedCode.From("""
            static class E
            {
                extension(string text) { public int Twice() => text.Length * 2; }
            }
            class U { int M() => "x".Twice(); }
            """);

        code.AssertEdge("a.cs->CLASS->E CONTAINS a.cs->METHOD->Twice()[in:E.extension(string)]");
        code.AssertEdge("a.cs->METHOD->M()[in:U] CALLS a.cs->METHOD->Twice()[in:E.extension(string)]");
    }

    [Fact]
    public void A_positional_property_of_a_record_is_public()
    {
        var code = AnalysedCode.From("class Outer { record R(int X); }");

        Assert.Contains("\"accessibility\":\"public\"", code.Node("a.cs->PROPERTY->X[in:Outer.R]").Metadata, StringComparison.Ordinal);
    }
}
