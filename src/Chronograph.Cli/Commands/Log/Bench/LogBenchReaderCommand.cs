using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>A process that <c>log bench</c> starts to read along. Not for people, so help does not show it.</summary>
internal sealed class LogBenchReaderCommand : Command
{
    public const string VerbName = "bench-reader";

    public LogBenchReaderCommand()
        : base(VerbName, "Reads along for 'log bench'")
    {
        var log = new Argument<string>("LOG");
        var from = new Argument<long>("FROM");
        var to = new Argument<long>("TO");
        Add(log);
        Add(from);
        Add(to);
        Hidden = true;
        SetAction(parsed => TailingReader.Run(parsed.GetValue(log)!, parsed.GetValue(from), parsed.GetValue(to)));
    }
}
