namespace Chronograph.Code.Tests;

/// <summary>
/// Writes small files that use each other through long chains, so that a change can reach a file which mentions neither
/// the changed type nor its file: bases of bases, signatures, conversions, constructors that nobody names.
/// </summary>
/// <remarks>A file has one type, a line for each member, and is edited line by line. There are more types than any file mentions.</remarks>
internal sealed class RandomSource(Random random)
{
    private static readonly string[] Types = ["A", "B", "C", "D", "E", "F", "G", "H", "K", "L"];
    private static readonly string[] Interfaces = ["I", "J"];
    private static readonly string[] Members = ["P", "Q", "R", "S", "U", "V"];
    private static readonly string[] Folders = ["", "one/", "one/two/", "three/"];

    public IEnumerable<(string Path, string Text)> Files() =>
        Types.Concat(Interfaces).Select(type => ($"{Pick(Folders)}{type}.cs", File(type))).Append(("uses/Uses.cs", Uses())).Append(("uses/More.cs", Uses()));

    public (string Path, string? Text) Change(IReadOnlyDictionary<string, string> files)
    {
        var path = Pick([.. files.Keys]);
        var type = path[(path.LastIndexOf('/') + 1)..^".cs".Length];
        return random.Next(14) switch
        {
            0 => (path, null),
            1 => ($"{Pick(Folders)}{type}{random.Next(2)}.cs", File(type.TrimEnd('0', '1'))),
            2 => ($"{Pick(Folders)}{type}.cs", File(type.TrimEnd('0', '1'))),
            3 => ("globals.cs", Pick(["global using N;", "global using W = A;", "global using static B;", "// nothing"])),
            _ => (path, Edited(files[path])),
        };
    }

    private string File(string type)
    {
        if (type is "Uses" or "More" or "globals")
            return Uses();
        var lines = new List<string> { Directive(), Head(type), "{" };
        for (var count = random.Next(1, 5); count > 0; count--)
            lines.Add(Interfaces.Contains(type) ? InterfaceMember() : Member(type));
        lines.Add("}");
        return string.Join('\n', lines);
    }

    /// <summary>A file that declares nothing others need, and mentions few names.</summary>
    private string Uses()
    {
        var lines = new List<string> { Directive(), $"class Uses{random.Next(2)}", "{" };
        for (var count = random.Next(2, 5); count > 0; count--)
            lines.Add(Use());
        lines.Add("}");
        return string.Join('\n', lines);
    }

    private string Edited(string text)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var type = lines.Count > 1 ? lines[1].Split(' ').FirstOrDefault(static word => Types.Contains(word)) ?? "A" : "A";
        switch (at)
        {
            case 0:
                lines[0] = Directive();
                break;
            case 1 when lines.Count > 1 && Types.Contains(type):
                lines[1] = Head(type);
                break;
            case > 2 when at < lines.Count - 1 && random.Next(3) == 0:
                lines.RemoveAt(at);
                break;
            case > 2 when at < lines.Count - 1:
                lines[at] = random.Next(3) == 0 ? lines[at].Replace(Pick(Members), Pick(Members), StringComparison.Ordinal) : Member(type);
                break;
            default:
                lines.Insert(Math.Min(3, lines.Count - 1), Member(type));
                break;
        }

        return string.Join('\n', lines);
    }

    private string Directive() => random.Next(12) switch
    {
        0 => "using N;",
        1 => $"using static {Pick(Types)};",
        2 => $"using W = {Pick(Types)};",
        3 => $"using W = List<{Pick(Types)}>;",
        4 => "using System.Text;",
        5 => "namespace N;",
        _ => "",
    };

    private string Head(string type) => Interfaces.Contains(type)
        ? $"interface {type}{(Chance(3) ? $" : {Pick(Interfaces)}" : "")}"
        : random.Next(12) switch
        {
            0 => $"static class {type}",
            1 => $"partial class {type}",
            2 => $"struct {type}",
            3 => $"record {type}({Ref()} {Pick(Members)})",
            4 => $"class {type}({Ref()} {Pick(Members)}) : {Pick(Types)}(new())",
            5 => $"class {type}<X> where X : {Pick(Types)}",
            6 or 7 => $"class {type} : {Pick(Types)}",
            8 => $"class {type} : {Pick(Types)}, {Pick(Interfaces)}",
            _ => $"class {type}",
        };

    private string InterfaceMember() => Chance(2) ? $"{Ref()} {Pick(Members)}();" : $"{Ref()} {Pick(Members)} {{ get; }}";

    private string Member(string type) => random.Next(14) switch
    {
        0 => $"public static implicit operator {Ref()}({type} from) => default;",
        1 => $"public static implicit operator {type}({Ref()} from) => default;",
        2 => $"public static {Ref()} operator +({type} left, {Ref()} right) => default;",
        3 => $"public {Ref()} this[{Ref()} at] => default;",
        4 => $"public {type}({Ref()} p) {{ }}",
        5 => $"public {type}() {Pick(["", ": base(new()) "])}{{ }}",
        6 => $"public IEnumerator<{Ref()}> GetEnumerator() => default;",
        7 => $"public static {Ref()} {Pick(Members)}(this {Ref()} self) => default;",
        8 => $"public const int N{random.Next(2)} = {Pick(["1", "1000", $"{Pick(Types)}.N0", $"{Pick(Types)}.N1"])};",
        9 => $"public delegate {Ref()} {Pick(Types)}({Ref()} p);",
        10 => $"public {Ref()} {Pick(Members)} {{ get; set; }}",
        11 => $"public static {Ref()} {Pick(Members)}<Z>(Z z) where Z : {Pick([.. Types, "new()"])} => default;",
        _ => $"public {Pick(["", "virtual ", "override ", "static "])}{Ref()} {Pick(Members)}({Parameters()}) => default;",
    };

    private string Use() => $"void Use{random.Next(9)}({Ref()} p) {{ {Statement()} {Statement()} }}";

    private string Statement() => random.Next(10) switch
    {
        0 => $"foreach (var item in {Chain()}) item.{Pick(Members)}();",
        1 => $"_ = ({Chain()} + {Chain()}).{Pick(Members)}();",
        2 => $"{Chain()}({Chain()});",
        3 => $"{Pick(Types)}.{Pick(Members)}(new(new()));",
        4 => $"{Chain()}(x => x.{Pick(Members)}());",
        5 => $"Over({Pick(Types)}.N{random.Next(2)}); void Over(byte b) {{ }} void More(int i) {{ }} byte small = {Pick(Types)}.N0;",
        6 => $"_ = {Chain()}[{Chain()}].{Pick(Members)};",
        7 => $"_ = {Chain()} is {{ {Pick(Members)}: null }};",
        8 => $"{Pick(Members)}(p).{Pick(Members)}();",
        _ => $"_ = {Chain()}();",
    };

    private string Chain()
    {
        var chain = random.Next(4) == 0 ? $"new {Pick(Types)}()" : "p";
        for (var count = random.Next(4); count > 0; count--)
            chain += Chance(2) ? $".{Pick(Members)}()" : $".{Pick(Members)}";
        return chain;
    }

    private string Ref() => random.Next(9) switch
    {
        0 => $"List<{Pick(Types)}>",
        1 => Pick(Interfaces),
        2 => Pick(["int", "string", "W"]),
        3 => $"Func<{Pick(Types)}, {Pick(Types)}>",
        _ => Pick(Types),
    };

    private string Parameters() => random.Next(4) switch { 0 => $"{Ref()} p", 1 => $"{Ref()} p = default", _ => "" };

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
