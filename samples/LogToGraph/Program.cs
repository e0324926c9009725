using Chronograph.Graph;
using Chronograph.Ingest;

var directory = args.FirstOrDefault("inventory");
var (log, graph) = (Path.Combine(directory, "log"), Path.Combine(directory, "graph"));
using (var producer = ChangeLog.Open(log))
{
    using var draft = producer.BeginVersion();              // arrives whole or not at all
    draft.ReplaceFile("rack7.txt",
        [new Node("rack7", "RACK", "Rack 7", "rack7.txt"), new Node("host1", "HOST", "host1", "rack7.txt")],
        [new Edge("rack7", "HOLDS", "host1")]);
    draft.Commit(new CommitMarker { Tags = new Dictionary<string, string> { ["audit"] = "2026-11" } });
}

using var ingest = GraphIngest.Open(log, graph);            // run it as often as you like: each message counts once
var result = ingest.Run();
Console.WriteLine($"{result.Messages} messages, version {result.Version}");
