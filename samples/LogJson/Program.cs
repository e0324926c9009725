using System.Text.Json;
using System.Threading.Channels;
using Chronograph.Log;

var directory = args.FirstOrDefault("orders-json.log");
var orders = Channel.CreateBounded<Order>(1000);            // any number of threads hand their orders in

var producers = Task.WhenAll(Enumerable.Range(1, 3).Select(async shop =>
{
    for (var number = 1; number <= 2; number++)
        await orders.Writer.WriteAsync(new Order($"shop {shop}", number, 9.99m * number));
})).ContinueWith(_ => orders.Writer.Complete());

using (var log = MessageLog.Open(directory))                // one appends them, straight from the serializer's bytes
{
    await log.AppendAllAsync(orders.Reader, (bytes, order) =>
    {
        using var json = new Utf8JsonWriter(bytes);
        JsonSerializer.Serialize(json, order);
    });
    await log.WaitDurableAsync(log.NextSequence - 1);
}

await producers;
using var readOnly = MessageLog.OpenReadOnly(directory);
using var reader = readOnly.CreateReader(LogStart.First);
while (reader.TryRead(out var message))                     // and straight from the bytes in the log
{
    var order = JsonSerializer.Deserialize<Order>(message.Payload)!;
    Console.WriteLine($"{message.Sequence} {order.Shop}, number {order.Number}: {order.Total}");
}

internal sealed record Order(string Shop, int Number, decimal Total);
