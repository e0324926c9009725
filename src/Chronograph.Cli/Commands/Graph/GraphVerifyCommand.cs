using System.CommandLine;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph verify STORE</c>: checks every manifest, every byte and every reference, and changes nothing.</summary>
internal sealed class GraphVerifyCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();

    public GraphVerifyCommand()
        : base("verify", "Checks every manifest, every byte and every reference") => Accept(_store);

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_store);
        Stores.MustExist(path);
        var verification = Verify(path, call.Stop);
        call.Output.Show(json => Write(json, verification), page => Lay(page, verification));
        foreach (var advice in DamageAdvice.For(path, [.. verification.Damage, .. verification.Rebuildable]))
            Talk.Hint(advice);
        return verification.Ok ? ExitCode.Done : ExitCode.Damage;
    }

    private static StoreVerification Verify(string path, CancellationToken stop)
    {
        var total = SegmentBytes(path);
        return ProgressDisplay.Create().Run(steps => GraphStore.Verify(
            path,
            new StepProgress<long>(steps, bytes => new ProgressStep("verifying", bytes, total, ProgressStep.Bytes)),
            stop));
    }

    // Only for the bar.
    private static long SegmentBytes(string path)
    {
        var segments = new DirectoryInfo(Path.Combine(path, "segments"));
        return segments.Exists ? segments.EnumerateFiles().Sum(file => file.Length) : 0;
    }

    private static void Write(Utf8JsonWriter json, StoreVerification verification)
    {
        json.WriteBoolean("ok", verification.Ok);
        json.WriteNumber("versions", verification.Versions);
        json.WriteNumber("segments", verification.Segments);
        json.WriteDamage(Damage(verification));
        json.WriteRebuildable(verification.Rebuildable);
        json.WriteNumber("dangling_edges", verification.DanglingEdges);
    }

    private static void Lay(TextPage page, StoreVerification verification)
    {
        var extent = $"{Quantities.Count(verification.Versions, "version")} in {Quantities.Count(verification.Segments, "segment")}";
        page.Line(verification.Ok ? $"Sound: {extent}." : $"DAMAGED: {extent} were checked, and this is wrong:");
        page.Damage(Damage(verification));
        page.Rebuildable(verification.Rebuildable, "no version needs it, and it can be made anew");
        if (verification.DanglingEdges > 0)
            page.Line($"In the latest version, {Quantities.Count(verification.DanglingEdges, "edge")} to or from nodes without a record; that is no damage.");
    }

    private static IEnumerable<FoundDamage> Damage(StoreVerification verification) => verification.Damage.Select(
        damage => new FoundDamage(damage.File, damage.Offset, damage.Reason, (damage.FirstVersion, damage.LastVersion)));
}
