namespace Chronograph.Selftest;

/// <summary>What is measured of a log, and where.</summary>
/// <param name="Directory">An existing directory on the disk to measure on; everything made in it is removed again.</param>
/// <param name="Messages">Messages of each measurement.</param>
/// <param name="PayloadBytes">Bytes of each.</param>
/// <param name="Readers">Processes that read along while throughput is measured.</param>
/// <param name="Reader">How such a process is started.</param>
internal sealed record LogSpeedOptions(string Directory, long Messages, int PayloadBytes, int Readers, ReaderProgram Reader);
