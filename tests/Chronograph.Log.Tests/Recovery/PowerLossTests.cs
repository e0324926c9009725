using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Any subset of the sectors written since the last flush may have reached the disk.</summary>
public class PowerLossTests
{
    private const int Sector = 512;
    private const int Images = 60;

    [Fact]
    public void What_was_flushed_survives_and_what_follows_is_whole_or_absent()
    {
        var random = Randomness.Create(out var seed);
        for (var number = 0; number < Images; number++)
        {
            using var directory = new TemporaryDirectory();
            var texts = new List<string>();
            int durable;
            using (var log = MessageLog.Open(directory["log"], LogTesting.Small))
            {
                Append(log, texts, random, random.Next(200), () => { });
                log.Flush();
                durable = texts.Count;
                LogTesting.Copy(directory["log"], directory["flushed"]);
                LogTesting.Copy(directory["log"], directory["hints"]);
                Append(log, texts, random, random.Next(100), () => LogTesting.Copy(directory["log"], directory["flushed"]));
                LogTesting.Copy(directory["log"], directory["last"]);
            }

            // The words that say what is durable do not run ahead of it: they are those of the flush.
            foreach (var hint in new[] { "control.meta", "index.meta" })
                File.Copy(directory[$"hints/{hint}"], directory[$"last/{hint}"], overwrite: true);
            Mix(directory["flushed"], directory["last"], random);
            AssertRecovers(directory["last"], texts, durable, $"seed {seed}, image {number}");
        }
    }

    private static void AssertRecovers(string image, List<string> texts, int durable, string what)
    {
        try
        {
            using (var log = MessageLog.Open(image))
            {
                var read = LogTesting.Texts(log);
                Assert.True(read.Count >= durable, $"{what}: {read.Count} of {durable} durable messages");
                Assert.True(read.SequenceEqual(texts.Take(read.Count)), what);
                Assert.Equal(read.Count + 1, log.Append("after"u8));
            }

            LogTesting.AssertSound(image);
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException(what, error);
        }
    }

    private static void Append(MessageLog log, List<string> texts, Random random, int count, Action abandoned)
    {
        for (var number = 0; number < count;)
        {
            if (random.Next(4) > 0)
            {
                texts.Add($"single {texts.Count} {new string('x', random.Next(400))}");
                log.Append(LogTesting.Bytes(texts[^1]));
                number++;
                continue;
            }

            if (random.Next(4) == 0)
            {
                Abandon(log, random);
                abandoned(); // its zeros have reached the disk
                continue;
            }

            using var batch = log.BeginBatch();
            for (var left = random.Next(1, 10); left > 0; left--, number++)
            {
                texts.Add($"batched {texts.Count} {new string('y', random.Next(400))}");
                batch.Append(LogTesting.Bytes(texts[^1]));
            }

            batch.Commit();
        }
    }

    private static void Abandon(MessageLog log, Random random)
    {
        using var batch = log.BeginBatch();
        for (var left = random.Next(1, 20); left > 0; left--)
            batch.Append(LogTesting.Bytes($"abandoned {new string('z', random.Next(400))}"));
    }

    // Files of the last image with each sector as it is there or as it was at the flush.
    private static void Mix(string flushed, string last, Random random)
    {
        var share = random.Next(1, 10);
        foreach (var path in Directory.GetFiles(last, "*.q"))
        {
            var old = Path.Combine(flushed, Path.GetFileName(path));
            var before = File.Exists(old) ? File.ReadAllBytes(old) : [];
            LogTesting.Edit(path, bytes =>
            {
                for (var offset = 0; offset < bytes.Length; offset += Sector)
                {
                    if (random.Next(10) < share)
                        continue;
                    var sector = bytes.AsSpan(offset, Math.Min(Sector, bytes.Length - offset));
                    sector.Clear();
                    if (offset < before.Length)
                        before.AsSpan(offset, sector.Length).CopyTo(sector);
                }
            });
        }

        foreach (var path in Directory.GetFiles(last, "*.idx"))
            File.Delete(path);
    }
}
