namespace Chronograph.Graph;

/// <summary>A version cannot have these tags, by themselves or together with those that it has; see <see cref="TagRules"/>. Nothing was written.</summary>
public sealed class TagsRefusedException : ArgumentException
{
    /// <summary>Refuses tags.</summary>
    /// <param name="refusal">What is wrong with them, as a sentence.</param>
    /// <param name="parameter">The parameter that they came by.</param>
    public TagsRefusedException(string refusal, string parameter)
        : base(refusal, parameter) => Refusal = refusal;

    /// <summary>What is wrong with them, as a sentence.</summary>
    public string Refusal { get; }
}
