namespace Chronograph.Code.Tests;

/// <summary>A history in which each commit does one of the things that make incremental indexing hard.</summary>
internal static class SampleHistory
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>";

    /// <summary>Commits it and gives the commits, oldest first.</summary>
    public static IReadOnlyList<string> Write(TestRepository repository)
    {
        var commits = new List<string>();
        foreach (var (subject, files) in Steps)
        {
            foreach (var (path, text) in files)
            {
                if (text is null)
                    repository.Delete(path);
                else
                    repository.Write(path, text);
            }

            commits.Add(repository.Commit(subject));
        }

        return commits;
    }

    private static (string Subject, (string Path, string? Text)[] Files)[] Steps =>
    [
        ("begin", [
            ("app.csproj", Project),
            ("src/Shape.cs", "namespace Shapes;\npublic abstract class Shape { public abstract double Area(); public void Log() { } }\n"),
            ("src/Circle.cs", "namespace Shapes;\npublic class Circle(double r) : Shape { public override double Area() => Math.PI * r * r; }\n"),
            ("src/Use.cs", "using Shapes;\nclass Use { double All(List<Shape> s) { double d = 0; foreach (var x in s) { x.Log(); d += x.Area(); } return d; } Shape Make() => new Circle(1); }\n")]),
        ("rename a file", [("src/Circle.cs", null), ("src/round/Circle.cs", "namespace Shapes;\npublic class Circle(double r) : Shape { public override double Area() => Math.PI * r * r; }\n")]),
        ("add an overload", [("src/Shape.cs", "namespace Shapes;\npublic abstract class Shape { public abstract double Area(); public void Log() { } public void Log(int level) { } }\n")]),
        ("change a signature", [("src/Shape.cs", "namespace Shapes;\npublic abstract class Shape { public abstract double Area(); public void Log(int level = 0) { } }\n")]),
        ("split a type", [
            ("src/Shape.cs", "namespace Shapes;\npublic abstract partial class Shape { public abstract double Area(); }\n"),
            ("src/A.cs", "namespace Shapes;\npublic partial class Shape { public void Log() => Console.WriteLine(Area()); }\n")]),
        ("a new base class", [
            ("src/Base.cs", "namespace Shapes;\npublic class Base : IDisposable { public void Dispose() { } }\n"),
            ("src/A.cs", "namespace Shapes;\npublic partial class Shape : Base { public void Log() => Dispose(); }\n")]),
        ("only white space and comments", [("src/Use.cs", "// moved down\n\nusing Shapes;\nclass Use { double All(List<Shape> s) { double d = 0; foreach (var x in s) { x.Log(); d += x.Area(); } return d; } Shape Make() => new Circle(1); }\n")]),
        ("an extension method", [("src/Extensions.cs", "namespace Shapes;\npublic static class Extensions { public static void Log(this Shape s, int level = 1) { } public static double Area(this string s) => 0; }\n")]),
        ("the instance method goes", [("src/A.cs", "namespace Shapes;\npublic partial class Shape : Base;\n")]),
        ("a global using", [("src/Globals.cs", "global using Shapes;\nglobal using Num = System.Double;\n")]),
        ("implicit usings off", [("app.csproj", Project.Replace("enable", "disable", StringComparison.Ordinal))]),
        ("a namespace moves", [("src/Base.cs", "namespace Elsewhere;\npublic class Base : System.IDisposable { public void Dispose() { } }\n")]),
        ("nothing about code", [("readme.md", "text\n")]),
        ("implicit usings on, the namespace back", [("app.csproj", Project), ("src/Base.cs", "namespace Shapes;\npublic class Base : IDisposable { public void Dispose() { } }\n")]),
        ("a constructor changes", [("src/round/Circle.cs", "namespace Shapes;\npublic class Circle : Shape { public Circle(double r, int s = 1) { } public override double Area() => 0; }\n")]),
        ("a part goes", [("src/A.cs", null)]),
        ("a file no longer compiles", [("src/Use.cs", "using Shapes;\nclass Use { double All(List<Shape> s { foreach (var x in s) x.Log(; }\n")]),
        ("the last file of a folder goes", [("src/round/Circle.cs", null)]),
    ];
}
