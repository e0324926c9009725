using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>How methods are compiled that handle millions of records in a row.</summary>
internal static class Bulk
{
    /// <summary>
    /// Optimised at once. A load is a row of short loops; each would run half its time in slow code, until the compiler
    /// has seen that it is worth its while.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
}
