namespace Chronograph.Code.Tests;

public sealed class ContentHashTests
{
    private const string Original = "namespace N;\nclass C\n{\n    int F;\n    int M(int a) { return a + 1; }\n}\n";

    private static Dictionary<string, ulong> Hashes(string text) =>
        AnalysedCode.From(text).Nodes.Where(node => node.Type != NodeTypes.External).ToDictionary(node => node.SemanticId, node => node.ContentHash);

    [Fact]
    public void White_space_comments_and_line_ends_leave_every_hash_alone()
    {
        var original = Hashes(Original);

        Assert.Equal(original, Hashes("// licence\nnamespace N;\n\n\nclass C {\n\n/* c */ int F;\nint M(int a)\n{\n\n    return a   +  1; // more\n}\n}\n"));
        Assert.Equal(original, Hashes(Original.ReplaceLineEndings("\r\n")));
        Assert.DoesNotContain(0UL, original.Values);
    }

    [Fact]
    public void Line_ends_inside_a_string_do_not_count_either() => Assert.Equal(
        Hashes("class C { string S = @\"a\nb\"; }"), Hashes("class C { string S = @\"a\r\nb\"; }"));

    [Fact]
    public void A_changed_body_changes_its_method_and_its_file_and_nothing_else()
    {
        var before = Hashes(Original);
        var after = Hashes(Original.Replace("a + 1", "a + 2", StringComparison.Ordinal));

        Assert.Equal(
            ["a.cs->FILE->a.cs", "a.cs->METHOD->M(int)[in:N.C]"],
            before.Keys.Where(id => before[id] != after[id]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_changed_head_changes_the_type_but_no_member()
    {
        var before = Hashes(Original);
        var after = Hashes(Original.Replace("class C", "sealed class C", StringComparison.Ordinal));

        Assert.Equal(
            ["a.cs->CLASS->C[in:N]", "a.cs->FILE->a.cs"],
            before.Keys.Where(id => before[id] != after[id]).Order(StringComparer.Ordinal));
    }
}
