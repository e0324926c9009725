using System.Diagnostics;
using System.Threading.Channels;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>A channel between two threads; each message is a copy of the payload, as a channel's messages must be their own.</summary>
internal static class ChannelPeer
{
    private const long Messages = 4_000_000;

    public static double Measure(byte[] payload)
    {
        Move(payload, Rounds.WarmUp);
        return Move(payload, Messages);
    }

    private static double Move(byte[] payload, long count)
    {
        var channel = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var began = Stopwatch.GetTimestamp();
        var reading = new Thread(() => Read(channel.Reader, count));
        reading.Start();
        for (var index = 0L; index < count; index++)
            channel.Writer.TryWrite(payload.AsSpan().ToArray());
        reading.Join();
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Read(ChannelReader<byte[]> reader, long count)
    {
        for (var seen = 0L; seen < count;)
        {
            if (reader.TryRead(out _))
                seen++;
        }
    }
}
