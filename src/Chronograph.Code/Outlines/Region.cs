namespace Chronograph.Code;

/// <summary>How far a token can be seen by others.</summary>
internal enum Region
{
    /// <summary>Its change can change how others bind.</summary>
    Surface,

    /// <summary>Part of the surface, but what it mentions does not reach through it.</summary>
    Attribute,

    /// <summary>Nobody else sees it.</summary>
    Body,
}
