using Fairlead;

namespace Everything.Questions;

/// <summary>Every kind of choice.</summary>
/// <param name="UntitledSingle">One of several.</param>
/// <param name="TitledSingle">One of several that have titles.</param>
/// <param name="LegacyEnum">One of several, as older clients know titles.</param>
/// <param name="UntitledMulti">Some of several.</param>
/// <param name="TitledMulti">Some of several that have titles.</param>
public sealed record Choices(
    PlainOption UntitledSingle,
    TitledOption TitledSingle,
    [InputSchema("""
        {
          "type": "string",
          "enum": ["opt1", "opt2", "opt3"],
          "enumNames": ["Option One", "Option Two", "Option Three"]
        }
        """)] string LegacyEnum,
    IReadOnlyList<PlainOption> UntitledMulti,
    IReadOnlyList<TitledOption> TitledMulti);
