using System.Text;
using Chronograph.Log;

var directory = args.FirstOrDefault("orders.log");
using (var log = MessageLog.Open(directory))
{
    log.Append("order 1 placed"u8, type: 1);
    using var batch = log.BeginBatch();                     // all or nothing
    batch.Append("order 2 placed"u8, type: 1);
    batch.Append("order 2 paid"u8, type: 2);
    batch.Commit();
    log.Flush();                                            // from here on it survives a power loss
}

using var tail = MessageLog.OpenReadOnly(directory);        // in any process, any number of them
using var reader = tail.CreateReader(LogStart.First);
while (reader.TryRead(out var message))
    Console.WriteLine($"{message.Sequence} {message.Type} {Encoding.UTF8.GetString(message.Payload)}");
