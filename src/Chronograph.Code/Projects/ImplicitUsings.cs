namespace Chronograph.Code;

/// <summary>The namespaces that an SDK imports when <c>ImplicitUsings</c> is on.</summary>
internal static class ImplicitUsings
{
    private static readonly string[] Base =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly string[] Web =
    [
        .. Base, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] Worker =
    [
        .. Base, "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];

    public static IReadOnlyList<string> Of(string sdk) => sdk.Split('/')[0] switch
    {
        "Microsoft.NET.Sdk.Web" => Web,
        "Microsoft.NET.Sdk.Worker" => Worker,
        _ => Base,
    };
}
