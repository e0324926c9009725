namespace Chronograph.Selftest;

/// <summary>Says what it is told: shows that workers can be started here at all.</summary>
internal static class EchoJob
{
    public const string Name = "echo";

    public static void Run(WorkerOrders orders, string[] arguments)
    {
        Console.Out.WriteLine(string.Join(' ', arguments));
        while (true)
            Console.Out.WriteLine(orders.Next());
    }
}
