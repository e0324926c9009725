namespace Chronograph.Code.Tests;

/// <summary>
/// A code base of many small types that reach each other through long chains, of which one detail at a time changes:
/// a base, a return type, a constructor, an indexer, a conversion. Most files neither change nor mention what changed.
/// </summary>
internal sealed class RandomSource
{
    private const int TypeCount = 24;
    private const int UseCount = 12;

    private readonly Random _random;
    private readonly RandomType[] _types;

    public RandomSource(Random random)
    {
        _random = random;
        _types = [.. Enumerable.Range(0, TypeCount).Select(number => new RandomType(random, number, TypeCount))];
    }

    public IEnumerable<(string Path, string Text)> Files() =>
        _types.Select(static type => (type.Path, type.Text())).Concat(Enumerable.Range(0, UseCount).Select(number => ($"uses/Use{number}.cs", Use(number))));

    /// <summary>The next edit: mostly one detail of one type, rarely a file that moves, vanishes or comes back.</summary>
    public IEnumerable<(string Path, string? Text)> Change()
    {
        var type = _types[_random.Next(TypeCount)];
        var path = type.Path;
        switch (_random.Next(16))
        {
            case 4:
                return [(_random.Next(2) == 0 ? "one/one.csproj" : "Directory.Build.props", Project())];
            case 0:
                type.Move();
                return path == type.Path ? [(path, type.Text())] : [(path, null), (type.Path, type.Text())];
            case 1:
                return [(path, null)];
            case 2:
                var number = _random.Next(UseCount);
                return [($"uses/Use{number}.cs", Use(number))];
            case 3:
                return [("globals.cs", _random.Next(2) == 0 ? $"global using Alias = T{_random.Next(TypeCount)};" : "")];
            default:
                type.Mutate();
                return [(path, type.Text())];
        }
    }

    /// <summary>A file that walks along chains, naming no more than where each begins and the members on the way.</summary>
    private string Use(int number)
    {
        var lines = new List<string> { "using System.Text;", $"class Use{number}", "{" };
        for (var i = 0; i < 4; i++)
        {
            var start = _types[_random.Next(TypeCount)];
            lines.Add($"    void M{i}(T{start.Number} p) {{ {Statement(start)} }}");
        }

        lines.Add("}");
        return string.Join('\n', lines);
    }

    private string Statement(RandomType start)
    {
        var (chain, end) = Walk("p", start, _random.Next(3));
        return _random.Next(8) switch
        {
            0 => $"foreach (var item in {chain}) item.{end.AnyMember()}();",
            1 => $"_ = ({chain} + {chain}).{end.AnyMember()}();",
            2 => $"_ = {chain}[0].{end.AnyMember()}();",
            3 => $"{chain}.{end.AnyMember()}(x => x.{_types[_random.Next(TypeCount)].AnyMember()}());",
            4 => $"{chain}.Take{end.Number}(new(new(new())));",
            5 => $"Over({chain}); void Over(int i) {{ }} T{_random.Next(TypeCount)} other = {chain};",
            6 => $"byte small = T{start.Number}.Number{start.Number};",
            _ => $"{chain}.{end.AnyMember()}();",
        };
    }

    private string Project() => $"""
        <Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings>
        <TargetFrameworks>net48;net8.0</TargetFrameworks><DefineConstants>$(DefineConstants);C{_random.Next(3)}</DefineConstants></PropertyGroup>
        <PropertyGroup Condition="'$(TargetFramework)' == 'net{(_random.Next(2) == 0 ? "48" : "8.0")}'"><DefineConstants>C{_random.Next(3)}</DefineConstants></PropertyGroup>
        </Project>
        """;

    private (string Chain, RandomType End) Walk(string chain, RandomType type, int steps)
    {
        for (; steps > 0; steps--)
        {
            chain += $".{type.AnyMember()}()";
            type = _types[type.Returned];
        }

        return (chain, type);
    }
}
