namespace Chronograph.Code.Tests;

public sealed class EdgeTests
{
    [Fact]
    public void Calls_lead_to_the_overload_that_is_meant()
    {
        var code = AnalysedCode.From("""
            class C
            {
                void M(int x) { }
                void M(string x) { }
                int F = G(1);
                static int G(int x) => x;
                int P => G(2);
                void Caller() { M("a"); System.Action later = () => M(1); Local(); void Local() => P.ToString(); later(); }
            }
            """);

        code.AssertEdge("a.cs->METHOD->Caller()[in:C] CALLS a.cs->METHOD->M(string)[in:C]");
        code.AssertEdge("a.cs->METHOD->Caller()[in:C] CALLS a.cs->METHOD->M(int)[in:C]");
        code.AssertEdge("a.cs->METHOD->Caller()[in:C] CALLS ->EXTERNAL->System.Int32.ToString()");
        code.AssertEdge("a.cs->METHOD->Caller()[in:C] REFERENCES a.cs->PROPERTY->P[in:C]");
        code.AssertEdge("a.cs->FIELD->F[in:C] CALLS a.cs->METHOD->G(int)[in:C]");
        code.AssertEdge("a.cs->PROPERTY->P[in:C] CALLS a.cs->METHOD->G(int)[in:C]");
    }

    [Fact]
    public void A_method_group_and_nameof_refer_and_do_not_call()
    {
        var code = AnalysedCode.From("class C { void A() { } void B() { System.Action a = A; _ = nameof(B); } }");

        code.AssertEdge("a.cs->METHOD->B()[in:C] REFERENCES a.cs->METHOD->A()[in:C]");
        code.AssertNoEdge("a.cs->METHOD->B()[in:C] CALLS a.cs->METHOD->A()[in:C]");
        code.AssertEdge("a.cs->METHOD->B()[in:C] REFERENCES a.cs->METHOD->B()[in:C]");
    }

    [Fact]
    public void Creating_names_the_type_and_the_declared_constructor()
    {
        var code = AnalysedCode.From("""
            class T { public T(int x) { } }
            class U(int y) { }
            class V : U { public V() : base(3) { } public V(int x) : this() { } }
            class W() : U(4);
            class C
            {
                T F = new(1);
                object M() => new U(2);
                object L() => new System.Collections.Generic.List<T>();
            }
            """);

        code.AssertEdge("a.cs->FIELD->F[in:C] CREATES a.cs->CLASS->T");
        code.AssertEdge("a.cs->FIELD->F[in:C] CALLS a.cs->CONSTRUCTOR->.ctor(int)[in:T]");
        code.AssertEdge("a.cs->METHOD->M()[in:C] CREATES a.cs->CLASS->U");
        code.AssertEdge("a.cs->METHOD->M()[in:C] CALLS a.cs->CONSTRUCTOR->.ctor(int)[in:U]");
        code.AssertEdge("a.cs->METHOD->L()[in:C] CREATES ->EXTERNAL->System.Collections.Generic.List<T>");
        code.AssertEdge("a.cs->METHOD->L()[in:C] REFERENCES a.cs->CLASS->T");
        code.AssertEdge("a.cs->CONSTRUCTOR->.ctor()[in:V] CALLS a.cs->CONSTRUCTOR->.ctor(int)[in:U]");
        code.AssertEdge("a.cs->CONSTRUCTOR->.ctor(int)[in:V] CALLS a.cs->CONSTRUCTOR->.ctor()[in:V]");
        code.AssertEdge("a.cs->CONSTRUCTOR->.ctor()[in:W] CALLS a.cs->CONSTRUCTOR->.ctor(int)[in:U]");
        code.AssertEdge("a.cs->CLASS->W INHERITS a.cs->CLASS->U");
    }

    [Fact]
    public void Inheritance_implementation_and_overriding_go_to_original_definitions()
    {
        var code = AnalysedCode.From("""
            interface I<T> { void Do(T t); int P { get; } event System.Action E; }
            interface J : I<int>;
            abstract class B { protected abstract void A(); public virtual int V { get; } public void Do(int x) { } }
            class C : B, J, System.IDisposable
            {
                protected override void A() { }
                public override int V => 1;
                public override string ToString() => "";
                int I<int>.P => 1;
                public event System.Action E;
                public void Dispose() { }
                public new void Do(int x) { }
            }
            record R(int P) : IP;
            interface IP { int P { get; } }
            """);

        code.AssertEdge("a.cs->INTERFACE->J INHERITS a.cs->INTERFACE->I<T>");
        code.AssertEdge("a.cs->CLASS->C INHERITS a.cs->CLASS->B");
        code.AssertEdge("a.cs->CLASS->C IMPLEMENTS a.cs->INTERFACE->J");
        code.AssertEdge("a.cs->CLASS->C IMPLEMENTS ->EXTERNAL->System.IDisposable");
        code.AssertEdge("a.cs->METHOD->A()[in:C] OVERRIDES a.cs->METHOD->A()[in:B]");
        code.AssertEdge("a.cs->PROPERTY->V[in:C] OVERRIDES a.cs->PROPERTY->V[in:B]");
        code.AssertEdge("a.cs->METHOD->ToString()[in:C] OVERRIDES ->EXTERNAL->System.Object.ToString()");
        code.AssertEdge("a.cs->METHOD->Do(int)[in:C] IMPLEMENTS a.cs->METHOD->Do(T)[in:I<T>]");
        code.AssertEdge("a.cs->PROPERTY->I<int>.P[in:C] IMPLEMENTS a.cs->PROPERTY->P[in:I<T>]");
        code.AssertEdge("a.cs->EVENT->E[in:C] IMPLEMENTS a.cs->EVENT->E[in:I<T>]");
        code.AssertEdge("a.cs->METHOD->Dispose()[in:C] IMPLEMENTS ->EXTERNAL->System.IDisposable.Dispose()");
        code.AssertEdge("a.cs->PROPERTY->P[in:R] IMPLEMENTS a.cs->PROPERTY->P[in:IP]");
        code.AssertNoEdge("a.cs->METHOD->Do(int)[in:B] IMPLEMENTS a.cs->METHOD->Do(T)[in:I<T>]");
    }

    [Fact]
    public void Operators_indexers_queries_extensions_and_attributes_are_found()
    {
        var code = AnalysedCode.From("""
            [System.AttributeUsage(System.AttributeTargets.All)] class MarkAttribute : System.Attribute;
            class N
            {
                public static N operator +(N a, N b) => a;
                public static explicit operator int(N n) => 0;
                public int this[int i] => i;
            }
            static class X { public static int Ext(this N n) => 1; }
            class C
            {
                [Mark] int Use(N n) => (int)(n + n) + n[0] + n.Ext() + n?[1] ?? 0;
                object Query(int[] xs) => from x in xs where x > 1 select x + 1;
            }
            """);

        const string use = "a.cs->METHOD->Use(N)[in:C]";
        code.AssertEdge($"{use} CALLS a.cs->METHOD->operator +(N, N)[in:N]");
        code.AssertEdge($"{use} CALLS a.cs->METHOD->explicit operator int(N)[in:N]");
        code.AssertEdge($"{use} REFERENCES a.cs->PROPERTY->this[int][in:N]");
        code.AssertEdge($"{use} CALLS a.cs->METHOD->Ext(this N)[in:X]".Replace("this ", "", StringComparison.Ordinal));
        code.AssertEdge($"{use} REFERENCES a.cs->CLASS->MarkAttribute");
        Assert.Contains(code.Edges, edge => edge.StartsWith("a.cs->METHOD->Query(int[])[in:C] CALLS ->EXTERNAL->System.Linq.Enumerable.Where<", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_compile_is_bound_as_far_as_it_goes()
    {
        var code = AnalysedCode.From("""
            class C : Missing, IMissing<int>
            {
                [Fact] void M(Unknown u) { Known(); u.Whatever(); new Other(1); Known(u); nothing.At(all) }
                void Known() { }
                void Known(int x) { }
            }
            """);

        code.AssertEdge("a.cs->CLASS->C INHERITS ->EXTERNAL->Missing");
        code.AssertEdge("a.cs->CLASS->C IMPLEMENTS ->EXTERNAL->IMissing<>");
        code.AssertEdge("a.cs->METHOD->M(Unknown)[in:C] REFERENCES ->EXTERNAL->Fact");
        code.AssertEdge("a.cs->METHOD->M(Unknown)[in:C] REFERENCES ->EXTERNAL->Unknown");
        code.AssertEdge("a.cs->METHOD->M(Unknown)[in:C] CREATES ->EXTERNAL->Other");
        code.AssertEdge("a.cs->METHOD->M(Unknown)[in:C] CALLS a.cs->METHOD->Known()[in:C]");
        code.AssertEdge("a.cs->METHOD->M(Unknown)[in:C] CALLS a.cs->METHOD->Known(int)[in:C]");
    }

    [Fact]
    public void Of_several_declarations_of_one_name_the_nearest_is_meant()
    {
        const string helper = "static class Helper { public static void Go() { } }";
        var code = AnalysedCode.From(
            ("one/Helper.cs", helper), ("one/deep/Use.cs", "class A { void M() => Helper.Go(); }"),
            ("two/Helper.cs", helper), ("two/Use.cs", "class B { void M() => Helper.Go(); }"));

        code.AssertEdge("one/deep/Use.cs->METHOD->M()[in:A] CALLS one/Helper.cs->METHOD->Go()[in:Helper]");
        code.AssertEdge("two/Use.cs->METHOD->M()[in:B] CALLS two/Helper.cs->METHOD->Go()[in:Helper]");
        code.AssertEdge("two/Use.cs->METHOD->M()[in:B] REFERENCES two/Helper.cs->CLASS->Helper");
    }

    [Fact]
    public void Type_parameters_and_constraint_words_are_no_external_types()
    {
        var code = AnalysedCode.From(
            ("one/a.cs", "class D<T> where T : notnull { T F; }"),
            ("two/a.cs", "class D<TOther> where TOther : unmanaged { TOther F; void M<X>(X x, TOther o) where X : notnull { } }"));

        Assert.DoesNotContain(code.Nodes, node => node.Type == NodeTypes.External);
    }

    [Fact]
    public void An_attribute_is_never_a_class_that_is_no_attribute()
    {
        var code = AnalysedCode.From("""
            abstract class Test<T> { }
            class Plain { }
            class MineAttribute : MissingAttribute { }
            class C { [Test] void A() { } [Plain] void B() { } [Mine] void D() { } }
            """);

        code.AssertEdge("a.cs->METHOD->A()[in:C] REFERENCES ->EXTERNAL->Test");
        code.AssertNoEdge("a.cs->METHOD->A()[in:C] REFERENCES a.cs->CLASS->Test<T>");
        code.AssertEdge("a.cs->METHOD->B()[in:C] REFERENCES ->EXTERNAL->Plain");
        code.AssertEdge("a.cs->METHOD->D()[in:C] REFERENCES a.cs->CLASS->MineAttribute");
    }

    [Fact]
    public void An_extension_member_called_as_a_static_method_is_the_member()
    {
        var code = AnalysedCode.From("""
            static class TypeHelper { extension(Type type) { public bool IsTuple() => true; public int Size => 1; } }
            class C { bool M(Type t) => TypeHelper.IsTuple(t); bool N(Type t) => t.IsTuple(); }
            """);

        const string member = "a.cs->METHOD->IsTuple()[in:TypeHelper.extension(Type)]";
        code.AssertEdge($"a.cs->METHOD->N(Type)[in:C] CALLS {member}");
        code.AssertEdge($"a.cs->METHOD->M(Type)[in:C] CALLS {member}");
    }
}
