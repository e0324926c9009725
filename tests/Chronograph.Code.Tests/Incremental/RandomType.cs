namespace Chronograph.Code.Tests;

/// <summary>One type of a random code base, with the details that can change.</summary>
internal sealed class RandomType
{
    private static readonly string[] Folders = ["", "one/", "one/two/", "three/"];

    private readonly Random _random;
    private readonly int _types;
    private readonly int[] _details = new int[12];
    private string _folder;

    public RandomType(Random random, int number, int types)
    {
        _random = random;
        _types = types;
        Number = number;
        _folder = Folders[random.Next(Folders.Length)];
        for (var i = 0; i < _details.Length; i++)
            Mutate(i);
    }

    public int Number { get; }

    /// <summary>The type that its members return.</summary>
    public int Returned => _details[0] % _types;

    public string Path => $"{_folder}T{Number}.cs";

    public void Move() => _folder = Folders[_random.Next(Folders.Length)];

    public void Mutate() => Mutate(_random.Next(_details.Length));

    /// <summary>The name of a member that this type, or one it may inherit from, has or had.</summary>
    public string AnyMember() => _random.Next(3) == 0 ? $"Base{_details[1] % _types}" : $"Get{Number}";

    public string Text()
    {
        var lines = new List<string> { _details[2] % 5 == 0 ? $"using Alias = T{_details[2] % _types};" : "", $"{Keyword} T{Number}{Bases}", "{" };
        lines.Add($"    public {Type(0)} Get{Number}({(_details[4] % 3 == 0 ? "int n = 0" : "")}) => default!;");
        AddIf(lines, 5, 3, $"    public {Type(5)} Base{Number}() => default!;");
        AddIf(lines, 6, 3, $"    public {Type(6)} this[int at] => default!;");
        AddIf(lines, 7, 4, $"    public IEnumerator<{Type(7)}> GetEnumerator() => null!;");
        AddIf(lines, 8, 4, $"    public static implicit operator {(_details[8] % 2 == 0 ? "int" : Type(8))}(T{Number} from) => default!;");
        AddIf(lines, 9, 3, $"    public T{Number}({Type(9)} inner = default!) {{ }}");
        AddIf(lines, 10, 3, $"    public static {Type(10)} operator +(T{Number} l, T{Number} r) => default!; public void Take{Number}({Type(10)} t) {{ }}");
        AddIf(lines, 11, 3, $"    public void Get{Number}(Func<{Type(11)}, object> f) {{ }} public class Nested {{ public {Type(11)} Base{Number}() => default!; }}");
        lines.Add($"    public const int Number{Number} = {(_details[3] % 2 == 0 ? "1000" : $"T{_details[3] % _types}.Number{_details[3] % _types}")};");
        if (_details[2] % 3 == 0)
            lines.Add($"#if C{_details[4] % 3}\n    public {Type(5)} Get{Number}(string s) => default!;\n#else\n    public {Type(6)} Base{Number}(int i) => default!;\n#endif");
        lines.Add("}");
        return string.Join('\n', lines);
    }

    private string Keyword => _details[4] % 7 == 0 ? "partial class" : "class";

    private string Bases => _details[1] % 3 == 0 ? "" : $" : T{_details[1] % _types}";

    private string Type(int detail) => (_details[detail] / _types % 6) switch
    {
        0 => $"List<T{_details[detail] % _types}>",
        1 => "Alias",
        2 => $"T{_details[detail] % _types}.Nested",
        _ => $"T{_details[detail] % _types}",
    };

    private void AddIf(List<string> lines, int detail, int oneIn, string line)
    {
        if (_details[detail] % oneIn == 0)
            lines.Add(line);
    }

    private void Mutate(int detail) => _details[detail] = _random.Next(10_000);
}
