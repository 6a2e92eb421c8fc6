using System.ComponentModel;
using System.Text.Json;
using Fairlead.Components;

namespace Fairlead.Binding;

/// <summary>
/// Reads arguments in one pass and collects every problem with its path. Called by generated code; not meant for others.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ArgumentReader
{
    // The message reader has bounded the depth already; this only has to be no smaller than what it may be set to.
    private const int MaxDepth = 512;

    internal Utf8JsonReader Json;

    // The reader of the arguments while Json reads a text that holds JSON, as models often send for objects.
    private Utf8JsonReader _outer;
    private readonly bool _isEmpty;
    private bool _embedded;
    private bool _secret;
    private ArgumentProblems? _problems;

    /// <summary>Begins with the arguments of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="asText">Arguments arrive as text by nature (prompts, URI variables): texts are parsed even where arguments are strict.</param>
    public ArgumentReader(McpCall call, bool asText)
    {
        ArgumentNullException.ThrowIfNull(call);
        _isEmpty = call.Arguments.IsEmpty;
        Json = new Utf8JsonReader(call.Arguments.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        IsLenient = asText || !call.StrictArguments;
    }

    /// <summary>Begins with any JSON value, such as a user's answer to a form.</summary>
    /// <param name="json">The value in UTF-8, already known to be valid JSON.</param>
    /// <param name="lenient">Whether what models often send, such as <c>"42"</c> for a number, is accepted.</param>
    public ArgumentReader(ReadOnlySpan<byte> json, bool lenient)
    {
        _isEmpty = json.IsEmpty;
        Json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        IsLenient = lenient;
    }

    /// <summary>Whether a text is parsed where another type is declared.</summary>
    public bool IsLenient { get; }

    /// <summary>How many problems there are; compare with an earlier value to see whether something went wrong since.</summary>
    public readonly int Mark => _problems?.Count ?? 0;

    /// <summary>Whether the current value is <c>null</c>.</summary>
    public readonly bool IsNull => Json.TokenType == JsonTokenType.Null;

    /// <summary>Moves to the arguments' first member.</summary>
    /// <returns>Whether there is an object to read.</returns>
    public bool Begin()
    {
        if (!MoveToRoot() || IsNull) return false;
        if (Json.TokenType == JsonTokenType.StartObject) return true;
        Mismatch("an object");
        return false;
    }

    /// <summary>Moves to a value that stands alone.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveToRoot() => !_isEmpty && Json.Read();

    /// <summary>Enters the object at which the reader stands, or the one that a text holds.</summary>
    /// <returns>Whether it is one; if not, that is noted and the value skipped.</returns>
    public bool BeginObject()
    {
        if (Json.TokenType == JsonTokenType.StartObject) return true;
        if (TryEmbed((byte)'{')) return true;
        Mismatch("an object");
        return false;
    }

    /// <summary>Enters the array at which the reader stands, or the one that a text holds.</summary>
    /// <returns>Whether it is one; if not, that is noted and the value skipped.</returns>
    public bool BeginArray()
    {
        if (Json.TokenType == JsonTokenType.StartArray) return true;
        if (TryEmbed((byte)'[')) return true;
        Mismatch("an array");
        return false;
    }

    /// <summary>Moves to the name of the next member of the object.</summary>
    /// <returns>Whether there is one.</returns>
    public bool NextProperty()
    {
        Json.Read();
        if (Json.TokenType == JsonTokenType.PropertyName) return true;
        LeaveEmbedded();
        return false;
    }

    /// <summary>Moves to the next item of the array.</summary>
    /// <returns>Whether there is one.</returns>
    public bool NextItem()
    {
        Json.Read();
        if (Json.TokenType != JsonTokenType.EndArray) return true;
        LeaveEmbedded();
        return false;
    }

    /// <summary>Whether the member at which the reader stands has a name.</summary>
    /// <param name="name">The name in UTF-8.</param>
    public readonly bool NameIs(ReadOnlySpan<byte> name) => Json.ValueTextEquals(name);

    /// <summary>The name of the member at which the reader stands.</summary>
    public readonly string Name => Json.GetString()!;

    /// <summary>Moves from a member's name to its value.</summary>
    /// <param name="seen">The members read so far, one bit each.</param>
    /// <param name="bit">The bit of this member.</param>
    /// <returns>Whether the value is to be read; a second one of the same name is not.</returns>
    public bool Value(ref ulong seen, ulong bit)
    {
        Json.Read();
        if ((seen & bit) == 0)
        {
            seen |= bit;
            return true;
        }

        Json.Skip();
        Add("given twice.");
        return false;
    }

    /// <summary>Moves from a member's name to its value, where <c>null</c> means the same as leaving the member out.</summary>
    /// <param name="seen">The members read so far, one bit each.</param>
    /// <param name="bit">The bit of this member.</param>
    /// <returns>Whether the value is to be read.</returns>
    public bool OptionalValue(ref ulong seen, ulong bit)
    {
        if (!Value(ref seen, bit)) return false;
        if (!IsNull) return true;
        seen &= ~bit;
        return false;
    }

    /// <summary>Moves from a member's name to its value.</summary>
    public void Value() => Json.Read();

    /// <summary>The value of a member that comes anywhere in the object at whose start the reader stands; the reader does not move.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>The text, or the number as written; <see langword="null"/> where there is neither.</returns>
    public readonly string? FindDiscriminator(ReadOnlySpan<byte> name)
    {
        var copy = Json;
        while (copy.Read() && copy.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = copy.ValueTextEquals(name);
            copy.Read();
            if (isIt)
            {
                return copy.TokenType switch
                {
                    JsonTokenType.String => copy.GetString(),
                    JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(copy.ValueSpan),
                    _ => null,
                };
            }

            copy.Skip();
        }

        return null;
    }

    /// <summary>Notes that the member that tells types apart is missing or names none, and passes over the object.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="known">The values that it may have.</param>
    /// <returns><see langword="false"/>.</returns>
    public bool RefuseDiscriminator(string name, string known)
    {
        Add($"must be one of {known}.");
        _problems!.Prefix(Mark - 1, name);
        while (NextProperty()) Json.Skip();
        return false;
    }

    /// <summary>Passes over the object at whose start the reader stands, after <see cref="BeginObject"/>.</summary>
    internal void SkipObject()
    {
        Json.Skip();
        LeaveEmbedded();
    }

    /// <summary>Goes on after an object at whose end the reader stands.</summary>
    internal void EndObject() => LeaveEmbedded();

    /// <summary>Passes over the value of the member at whose name the reader stands, or over the current value.</summary>
    public void Skip() => Json.Skip();

    /// <summary>Notes a member that nobody declared, and passes over its value.</summary>
    /// <param name="known">The names that are declared.</param>
    public void Unknown(string[] known)
    {
        var name = Name;
        Add(NearestName.Explain(name, known));
        _problems!.Prefix(Mark - 1, ArgumentProblems.Shorten(name));
        Json.Skip();
    }

    /// <summary>Notes that a member is missing.</summary>
    /// <param name="name">Its name.</param>
    public void Missing(string name)
    {
        Add("required.");
        _problems!.Prefix(Mark - 1, name);
    }

    /// <summary>Says where the problems noted since a mark were found.</summary>
    /// <param name="mark">The mark, taken before.</param>
    /// <param name="name">The member's name.</param>
    public readonly void Within(int mark, string name)
    {
        if (Mark != mark) _problems!.Prefix(mark, name);
    }

    /// <summary>Says where the problems noted since a mark were found.</summary>
    /// <param name="mark">The mark, taken before.</param>
    /// <param name="index">The item's index.</param>
    public readonly void Within(int mark, int index)
    {
        if (Mark != mark) _problems!.Prefix(mark, $"[{index}]");
    }

    /// <summary>Notes that the current value is of another type, and passes over it.</summary>
    /// <param name="expected">What it must be, such as <c>an integer</c>.</param>
    /// <returns><see langword="false"/>.</returns>
    public bool Mismatch(string expected) => Refuse($"must be {expected}");

    /// <summary>Notes that the current value breaks a rule, shows it if it is short and no secret, and passes over it.</summary>
    /// <param name="rule">The rule, such as <c>must be between 1 and 9</c>.</param>
    /// <returns><see langword="false"/>.</returns>
    public bool Refuse(string rule)
    {
        Add(ValueDescription.Append(rule, ref Json, _secret));
        if (Json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) Json.Skip();
        return false;
    }

    /// <summary>Notes a problem with the current value.</summary>
    /// <param name="problem">A sentence with a full stop.</param>
    public void Add(string problem) => (_problems ??= new()).Add(problem);

    /// <summary>From here on values are not repeated in problems.</summary>
    /// <returns>The former state, for <see cref="Reveal"/>.</returns>
    public bool Hide()
    {
        var former = _secret;
        _secret = true;
        return former;
    }

    /// <summary>Ends what <see cref="Hide"/> began.</summary>
    /// <param name="former">What it returned.</param>
    public void Reveal(bool former) => _secret = former;

    /// <summary>Refuses the call where there were problems.</summary>
    /// <param name="call">The call.</param>
    /// <returns>Whether there were none.</returns>
    public readonly bool Complete(McpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (_problems is null) return true;
        call.RefuseArguments(_problems.ToString());
        return false;
    }

    /// <summary>All problems in one text, or <see langword="null"/> where there are none.</summary>
    public readonly string? Problems => _problems?.ToString();

    private bool TryEmbed(byte opening)
    {
        if (!IsLenient || _embedded || Json.TokenType != JsonTokenType.String) return false;
        if (EmbeddedJson.TryGet(ref Json, opening) is not { } bytes) return false;
        _outer = Json;
        Json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        Json.Read();
        return _embedded = true;
    }

    private void LeaveEmbedded()
    {
        if (!_embedded || Json.CurrentDepth > 0) return;
        Json = _outer;
        _embedded = false;
    }
}
