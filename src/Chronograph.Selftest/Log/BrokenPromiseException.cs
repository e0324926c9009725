using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Selftest;

/// <summary>A log or store does not hold what it promised. Never leaves the self-test: it is counted and reported.</summary>
/// <param name="message">What is not as it should be.</param>
/// <param name="wrongBytes">Whether bytes were delivered that nobody wrote there.</param>
internal sealed class BrokenPromiseException(string message, bool wrongBytes = false) : Exception(message)
{
    /// <summary>Whether bytes were delivered that nobody wrote there.</summary>
    public bool WrongBytes { get; } = wrongBytes;

    public static void Unless([DoesNotReturnIf(false)] bool kept, string otherwise, bool wrongBytes = false)
    {
        if (!kept)
            throw new BrokenPromiseException(otherwise, wrongBytes);
    }
}
