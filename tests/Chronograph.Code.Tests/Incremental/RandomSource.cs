using System.Text;

namespace Chronograph.Code.Tests;

/// <summary>
/// Writes small files that use each other in every way that could hide a dependency. Few names, so that they collide:
/// types and members appear, vanish, move, hide and overload each other all the time.
/// </summary>
internal sealed class RandomSource(Random random)
{
    private static readonly string[] Paths = ["a.cs", "b.cs", "c.cs", "d/e.cs", "d/f.cs", "g/h.cs", "g/d/i.cs", "j.cs"];
    private static readonly string[] Types = ["A", "B", "C", "D", "E"];
    private static readonly string[] Interfaces = ["I", "J"];
    private static readonly string[] Members = ["X", "Y", "Z", "W"];

    public IEnumerable<(string Path, string Text)> Files() => Paths.Select(path => (path, File()));

    public (string Path, string? Text) Change(IReadOnlyDictionary<string, string> files)
    {
        var path = random.Next(12) == 0 ? $"n{random.Next(3)}/{Pick(Paths)}" : Pick(Paths);
        return random.Next(8) switch
        {
            0 => (path, null),
            1 => (path, files.GetValueOrDefault(Pick(Paths)) ?? File()),
            2 or 3 when files.TryGetValue(path, out var text) => (path, Renamed(text)),
            _ => (path, File()),
        };
    }

    private string File()
    {
        var text = new StringBuilder();
        if (Chance(6))
            text.AppendLine(Pick(["global using N;", "global using static C;", "global using Q = A;", "global using System.Text;"]));
        if (Chance(2))
            text.AppendLine(Pick(["using N;", "using M;", "using N.M;", "using static A;", "using Q = B;", "using Q = List<C>;", "using System.Text;"]));
        if (Chance(2))
            text.AppendLine($"namespace {Pick(["N", "M", "N.M"])};");
        for (var count = random.Next(1, 4); count > 0; count--)
            text.AppendLine(Type());
        return text.ToString();
    }

    private string Type() => random.Next(9) switch
    {
        0 => $"interface {Pick(Interfaces)}{Bases(Interfaces)} {{ {Ref()} {Pick(Members)}({Parameters()}); {Ref()} {Pick(Members)} {{ get; }} }}",
        1 => $"enum {Pick(Types)} {{ {Pick(Members)} = {random.Next(3)}, V }}",
        2 => $"delegate {Ref()} {Pick(Types)}({Parameters()});",
        3 => $"record {Pick(Types)}({Ref()} {Pick(Members)}){Bases([.. Types, .. Interfaces])};",
        4 => $"static class {Pick(Types)} {{ public static {Ref()} {Pick(Members)}(this {Ref()} self{(Chance(2) ? ", int n = 0" : "")}) {Body()} public const int K = {Pick(["1", "1000", "A.K", "B.K"])}; }}",
        _ => $"{Pick(["", "partial ", "abstract partial ", "partial "])}class {Pick(Types)}{Pick(["", "", "<T>"])}{Head()}{Bases([.. Types, .. Interfaces])} {{ {Inside()} }}",
    };

    private string Head() => Chance(6) ? $"({Ref()} head)" : "";

    private string Inside()
    {
        var text = new StringBuilder();
        for (var count = random.Next(1, 5); count > 0; count--)
            text.Append(Member()).Append(' ');
        return text.ToString();
    }

    private string Member() => random.Next(12) switch
    {
        0 => $"public {Ref()} {Pick(Members)} = {Value()};",
        1 => $"public {Ref()} {Pick(Members)} {{ get; set; }} = {Value()};",
        2 => $"public {Pick(["", "virtual ", "override ", "static "])}{Ref()} {Pick(Members)}({Parameters()}) {Body()}",
        3 => $"public {Pick(Types)}({Parameters()}) {Pick(["", ": base(new()) ", ": this(1) "])}{{ {Statement()} }}",
        4 => $"public static implicit operator {Ref()}({Pick(Types)} from) {Body()}",
        5 => $"public {Ref()} this[{Ref()} at] => {Value()};",
        6 => $"public static {Pick(Types)} operator +({Pick(Types)} l, {Ref()} r) {Body()}",
        7 => $"class {Pick(Types)} {{ public {Ref()} {Pick(Members)}; }}",
        8 => $"public const int K = {Pick(["1", "1000", "A.K", "B.K + 1"])};",
        9 => $"public IEnumerator<{Ref()}> GetEnumerator() {{ {Statement()} yield break; }}",
        _ => $"private void Use{random.Next(3)}({Parameters()}) {{ {Statement()} {Statement()} {Statement()} }}",
    };

    private string Statement() => random.Next(11) switch
    {
        0 => $"{Value()}.{Pick(Members)}({Arguments()});",
        1 => $"{Pick(Members)}({Arguments()});",
        2 => $"foreach (var item in {Value()}) item.{Pick(Members)}();",
        3 => $"{Ref()} local = {Value()}; _ = local.{Pick(Members)}.{Pick(Members)};",
        4 => $"_ = {Value()} + {Value()};",
        5 => $"{Pick(Types)}.{Pick(Members)}(new({Arguments()}));",
        6 => $"byte small = {Pick(Types)}.K; Over({Pick(Types)}.K); void Over(byte b) {{ }}",
        7 => $"_ = nameof({Pick(Types)}.{Pick(Members)});",
        8 => $"{Value()}.{Pick(Members)}(x => x.{Pick(Members)}());",
        9 => $"if ({Value()} is {Pick(Types)} {{ {Pick(Members)}: null }} found) found.{Pick(Members)}();",
        _ => $"var v = {Value()}[{Value()}]; v.{Pick(Members)}();",
    };

    private string Value() => random.Next(9) switch
    {
        0 => $"new {Pick(Types)}({Arguments()})",
        1 => $"{Pick(Types)}.{Pick(Members)}",
        2 => $"{Pick(Members)}({Arguments()})",
        3 => "this",
        4 => $"default({Ref()})",
        5 => $"{Pick(Members)}",
        6 => "new()",
        7 => $"{Pick(Types)}.{Pick(Members)}({Arguments()}).{Pick(Members)}",
        _ => Pick(["1", "\"s\"", "null", "[]"]),
    };

    private string Ref() => random.Next(8) switch
    {
        0 => $"List<{Pick(Types)}>",
        1 => Pick(Interfaces),
        2 => Pick(["int", "string", "T", "Q"]),
        3 => $"Func<{Pick(Types)}, {Pick(Types)}>",
        4 => Pick(["N.A", "M.B", "N.M.C", "StringBuilder"]),
        _ => Pick(Types),
    };

    private string Body() => Chance(2) ? $"=> {Value()};" : $"{{ {Statement()} return {Value()}; }}";

    private string Parameters() => random.Next(3) switch { 0 => "", 1 => $"{Ref()} p", _ => $"{Ref()} p, {Ref()} q = default" };

    private string Arguments() => random.Next(4) switch { 0 => Value(), 1 => "new()", 2 => $"1, {Pick(Members)}", _ => "" };

    private string Bases(string[] from) => random.Next(3) switch { 0 => "", 1 => $" : {Pick(from)}", _ => $" : {Pick(from)}, {Pick(from)}" };

    private string Renamed(string text) => text.Replace(Pick(Members), Pick(Members), StringComparison.Ordinal);

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
