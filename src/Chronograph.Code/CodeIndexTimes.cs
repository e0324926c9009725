namespace Chronograph.Code;

/// <summary>Where the time went. Work on several threads at once counts several times.</summary>
/// <param name="Parse">In Roslyn, parsing.</param>
/// <param name="Bind">In Roslyn, finding what names mean.</param>
/// <param name="Extract">Our own work on syntax and symbols.</param>
/// <param name="Store">Our own work from there on: what changed, log, ingest, commit.</param>
public sealed record CodeIndexTimes(TimeSpan Parse, TimeSpan Bind, TimeSpan Extract, TimeSpan Store);
