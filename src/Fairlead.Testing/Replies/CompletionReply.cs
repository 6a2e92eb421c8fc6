using ModelContextProtocol.Protocol;

namespace Fairlead.Testing;

/// <summary>What came of asking for an argument's values.</summary>
public sealed class CompletionReply : McpReply
{
    private CompleteResult? _content;

    internal CompletionReply(McpReply reply) : base(reply)
    {
    }

    /// <summary>The values, the best first.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public IList<string> Values => Completion.Values;

    /// <summary>How many values there are in all; <see langword="null"/> where the server does not say.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public int? Total => Completion.Total;

    private Completion Completion => (_content ??= JsonText.Read<CompleteResult>(Result)).Completion;

    /// <summary>These values are offered, in this order, and no others.</summary>
    /// <param name="values">The values; none for an empty offer.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">Others are, or the request was refused.</exception>
    public CompletionReply ShouldOffer(params IEnumerable<string> values)
    {
        var expected = values.ToList();
        return expected.SequenceEqual(Values) ? this : throw Expected(Join(expected), Join(Values));
    }

    private static string Join(IEnumerable<string> values) => $"the values [{string.Join(", ", values)}]";
}
