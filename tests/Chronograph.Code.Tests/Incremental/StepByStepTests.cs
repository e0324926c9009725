namespace Chronograph.Code.Tests;

/// <summary>Every kind of change that can reach a file which did not change itself.</summary>
public sealed class StepByStepTests
{
    private const string Use = "class Use { void M(Source s) { s.Get().Run(); foreach (var x in s.All()) x.Run(); } }";
    private const string Source = "class Source { public T Get() => new(); public List<T> All() => []; }";
    private const string T = "class T : B { }";
    private const string B = "class B { public void Run() { } }";

    public static TheoryData<string, string, string?> Changes => new()
    {
        { "an overload is added", "b.cs", "class B { public void Run() { } public void Run(int x = 1) { } }" },
        { "the method called is gone", "b.cs", "class B { }" },
        { "the method called is renamed", "b.cs", "class B { public void Walk() { } }" },
        { "the base is another one", "t.cs", "class T : B2 { } class B2 { public void Run() { } }" },
        { "the base is gone", "t.cs", "class T { }" },
        { "a nearer method hides the base's", "t.cs", "class T : B { public new void Run() { } }" },
        { "a file vanishes", "b.cs", null },
        { "the return type is another one", "source.cs", "class Source { public B Get() => new(); public List<int> All() => []; }" },
        { "a using changes what a signature means", "source.cs", "using T = B; class Source { public T Get() => new(); public List<T> All() => []; }" },
        { "an extension method appears", "e.cs", "static class E { public static void Run(this T t) { } }" },
        { "a type of the same name appears nearer", "n.cs", "namespace Nearer; class T { }" },
        { "the type becomes generic", "t.cs", "class T<X> : B { }" },
        { "the type becomes partial", "t.cs", "partial class T : B { }" },
        { "a global using appears", "g.cs", "global using T = B;" },
        { "a conversion appears", "t.cs", "class T : B { public static implicit operator int(T t) => 0; }" },
        { "an enumerator by extension appears", "e.cs", "static class E { public static IEnumerator<B> GetEnumerator(this Source s) => null!; }" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_reaches_the_files_that_did_not_change(string what, string path, string? text)
    {
        var code = AnalysedCode.From(("use.cs", Use), ("source.cs", Source), ("t.cs", T), ("b.cs", B));

        code.Change((path, text));
        code.AssertSameAsFromScratch(what);

        string? original = path switch { "source.cs" => Source, "t.cs" => T, "b.cs" => B, _ => null };
        code.Change((path, original));
        code.AssertSameAsFromScratch("back again: " + what);
    }

    [Fact]
    public void A_moved_file_keeps_nothing_of_its_old_path()
    {
        var code = AnalysedCode.From(("use.cs", Use), ("source.cs", Source), ("t.cs", T), ("b.cs", B));

        code.Change(("b.cs", null), ("moved/b.cs", B));

        code.AssertSameAsFromScratch();
        code.AssertEdge("use.cs->METHOD->M(Source)[in:Use] CALLS moved/b.cs->METHOD->Run()[in:B]");
    }

    [Fact]
    public void Only_the_last_part_of_a_shared_node_takes_it_along()
    {
        var code = AnalysedCode.From(
            ("a.cs", "namespace N.M; partial class P : IDisposable { public void Dispose() { } }"),
            ("b.cs", "namespace N.M; partial class P { void B() => Dispose(); }"),
            ("c.cs", "class C { void Go(N.M.P p) => p.Dispose(); }"));

        code.Change(("a.cs", null));
        code.AssertSameAsFromScratch();
        code.Change(("b.cs", null));
        code.AssertSameAsFromScratch();
        Assert.DoesNotContain(code.Nodes, node => node.Type == NodeTypes.Namespace);
    }

    [Fact]
    public void A_constant_can_decide_an_overload_two_files_away()
    {
        const string use = "class Use { void M() => F(Two.B); void F(byte b) { } void F(int i) { } }";
        var code = AnalysedCode.From(
            ("one.cs", "class One { public const int A = 1; }"), ("two.cs", "class Two { public const int B = One.A; }"),
            ("use.cs", use), ("e.cs", "class Use2 { void M() => F(Two.B); void F(sbyte b) { } void F(string s) { } }"));

        code.Change(("one.cs", "class One { public const int A = 1000; }"));
        code.AssertSameAsFromScratch();
    }

    [Fact]
    public void A_creation_that_names_nothing_follows_its_constructor()
    {
        var code = AnalysedCode.From(
            ("outer.cs", "class Outer { public Outer(Inner i) { } }"), ("inner.cs", "class Inner { public Inner(int x = 0) { } }"),
            ("use.cs", "class Use { Outer M() => Make(new(new())); static Outer Make(Outer o) => o; }"));

        code.Change(("inner.cs", "class Inner { public Inner() { } public Inner(int x) { } }"));

        code.AssertSameAsFromScratch();
        code.AssertEdge("use.cs->METHOD->M()[in:Use] CALLS inner.cs->CONSTRUCTOR->.ctor()[in:Inner]");
    }

    [Fact]
    public void A_changed_body_binds_one_file_and_writes_two_nodes()
    {
        var code = AnalysedCode.From(("use.cs", Use), ("source.cs", Source), ("t.cs", T), ("b.cs", B));

        code.Change(("b.cs", "class B { public void Run() { _ = 1; } }"));

        Assert.Equal(1, code.LastBound);
        Assert.Equal(2, code.LastDelta.Count);
    }

    [Fact]
    public void A_new_using_alone_binds_one_file()
    {
        var code = AnalysedCode.From(("use.cs", Use), ("source.cs", Source), ("t.cs", T), ("b.cs", B));

        code.Change(("source.cs", "using System.Text;\n" + Source));

        Assert.Equal(1, code.LastBound);
        code.AssertSameAsFromScratch();
    }

    [Fact]
    public void Project_settings_reach_the_files_below_them()
    {
        const string text = "class A { List<int> F = []; }";
        var code = AnalysedCode.From(
            ("one/one.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>"), ("one/a.cs", text),
            ("two/two.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>"), ("two/a.cs", text.Replace("A", "B", StringComparison.Ordinal)));
        code.AssertEdge("one/a.cs->FIELD->F[in:A] REFERENCES ->EXTERNAL->List<>");

        code.Change(("one/one.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>"));

        Assert.Equal(1, code.LastBound);
        code.AssertEdge("one/a.cs->FIELD->F[in:A] REFERENCES ->EXTERNAL->System.Collections.Generic.List<T>");
        code.AssertEdge("two/a.cs->FIELD->F[in:B] REFERENCES ->EXTERNAL->List<>");
        code.AssertSameAsFromScratch();
    }

    [Fact]
    public void Settings_are_followed_through_imports()
    {
        var code = AnalysedCode.From(
            ("Directory.Build.props", "<Project><Import Project=\"$(MsBuildThisFileDirectory)eng\\Common.props\" /></Project>"),
            ("eng/Common.props", "<Project><PropertyGroup><ImplicitUsings>disable</ImplicitUsings></PropertyGroup></Project>"),
            ("src/app.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>"),
            ("src/a.cs", "class A { List<int> F = []; }"));
        code.AssertEdge("src/a.cs->FIELD->F[in:A] REFERENCES ->EXTERNAL->List<>");

        code.Change(("eng/Common.props", "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>"));

        code.AssertEdge("src/a.cs->FIELD->F[in:A] REFERENCES ->EXTERNAL->System.Collections.Generic.List<T>");
        code.AssertSameAsFromScratch();
    }

    [Fact]
    public void Symbols_of_a_project_choose_the_code_of_its_files()
    {
        const string text = "#if FAST\nglobal using System.Text;\n#endif\nclass A {\n#if FAST\n StringBuilder F;\n#else\n int G;\n#endif\n}";
        var code = AnalysedCode.From(("one/one.csproj", "<Project/>"), ("one/a.cs", text), ("one/b.cs", "class B;"), ("two/a.cs", text.Replace("class A", "class C", StringComparison.Ordinal)));
        code.Node("one/a.cs->FIELD->G[in:A]");

        code.Change(("one/one.csproj", """
            <Project>
              <PropertyGroup><TargetFrameworks>net48;net8.0;netstandard2.0</TargetFrameworks></PropertyGroup>
              <PropertyGroup Condition="'$(TargetFramework)'=='net48'"><DefineConstants>OLD</DefineConstants></PropertyGroup>
              <PropertyGroup Condition="'$(TargetFramework)' == 'net8.0'"><DefineConstants>FAST;$(More)</DefineConstants></PropertyGroup>
              <PropertyGroup Condition="'$(Configuration)|$(Platform)'=='Debug|AnyCPU'"><DefineConstants>SLOW</DefineConstants></PropertyGroup>
            </Project>
            """));

        code.AssertEdge("one/a.cs->FIELD->F[in:A] REFERENCES ->EXTERNAL->System.Text.StringBuilder");
        Assert.DoesNotContain(code.Nodes, node => node.SemanticId == "one/a.cs->FIELD->G[in:A]");
        code.Node("two/a.cs->FIELD->G[in:C]");
        code.AssertSameAsFromScratch();
        code.Change(("one/one.csproj", null));
        code.Node("one/a.cs->FIELD->G[in:A]");
        code.AssertSameAsFromScratch();
    }

    [Theory]
    [InlineData("<DefineConstants>A;B</DefineConstants>", "", "A;B")]
    [InlineData("<DefineConstants>A</DefineConstants>", "<DefineConstants>$(DefineConstants);B</DefineConstants>", "A;B")]
    [InlineData("<DefineConstants>A</DefineConstants>", "<DefineConstants>B</DefineConstants>", "B")]
    [InlineData("<TargetFramework>net9.0-windows</TargetFramework>", "<DefineConstants Condition=\"'$(TargetFramework)' == 'net9.0' Or '$(X)' == ''\">B</DefineConstants>", "B")]
    [InlineData("", "<DefineConstants Condition=\"'$(Signed)' == 'true'\">B</DefineConstants>", "")]
    [InlineData("", "<TargetFrameworks>$(All)</TargetFrameworks><DefineConstants Condition=\"'$(TargetFramework)' == 'net6.0'\">B</DefineConstants>", "B")]
    public void Symbols_come_from_the_project_and_the_shared_files_above(string shared, string project, string expected)
    {
        var map = new ProjectMap(
        [
            new("Directory.Build.props", ProjectFile.Parse($"<Project><PropertyGroup>{shared}</PropertyGroup></Project>")),
            new("one/one.csproj", ProjectFile.Parse($"<Project><PropertyGroup>{project}</PropertyGroup></Project>")),
        ]);

        Assert.Equal(expected, string.Join(';', map.Constants("one/")));
    }
}
