using System.Text.Json;
using System.Text.Unicode;

namespace Fairlead.Protocol;

/// <summary>
/// Reads a JSON-RPC message in one pass. Strict where leniency would let two readers see two messages (CVE-2026-27896):
/// names are case-sensitive, duplicate members are refused at every depth, ids are strings or integers.
/// </summary>
internal ref struct MessageReader
{
    internal static readonly JsonRpcError NotJson = new(ErrorCodes.ParseError, "Parse error: the message is not valid JSON in UTF-8.");

    private readonly ReadOnlyMemory<byte> _json;
    private readonly McpLimits _limits;
    private Utf8JsonReader _reader;
    private MemberGuard _members;
    private Message _message;
    private bool _hasVersion;
    private bool _hasOutcome;
    private bool _isTooDeep;

    private MessageReader(ReadOnlyMemory<byte> json, McpLimits limits, Span<long> names, Span<int> starts)
    {
        _json = json;
        _limits = limits;
        _members = new MemberGuard(json, names, starts);

        // One deeper than allowed: Open refuses what is too deep (-32600), before the reader takes it for no JSON (-32700).
        _reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
    }

    /// <summary>Reads one message.</summary>
    /// <param name="json">The whole message. It must stay as it is while the result is in use.</param>
    /// <param name="limits">The limits.</param>
    /// <returns>The message; <see cref="MessageKind.Invalid"/> with a fault where it is none.</returns>
    public static Message Read(ReadOnlyMemory<byte> json, McpLimits limits)
    {
        if (!Utf8.IsValid(json.Span)) return new Message { Fault = NotJson };
        Span<long> names = stackalloc long[MemberGuard.StackNames];
        Span<int> starts = stackalloc int[limits.MaxDepth + 2];
        var reader = new MessageReader(json, limits, names, starts);
        try
        {
            reader.ReadRoot();
        }
        catch (JsonException)
        {
            return new Message { Fault = NotJson };
        }
        finally
        {
            reader.Dispose();
        }

        return reader._message;
    }

    public void Dispose() => _members.Dispose();

    private void ReadRoot()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            var isArray = _reader.TokenType == JsonTokenType.StartArray;
            Skip();
            EndOfText();
            Invalid(isArray
                ? "Batches are not supported; send one message at a time."
                : "A message must be a JSON object.");
            return;
        }

        _members.Enter();
        while (NextMember())
        {
            if (_reader.ValueTextEquals("jsonrpc"u8)) ReadJsonRpc();
            else if (_reader.ValueTextEquals("id"u8)) ReadId();
            else if (_reader.ValueTextEquals("method"u8)) ReadMethod();
            else if (_reader.ValueTextEquals("params"u8)) ReadParams();
            else if (_reader.ValueTextEquals("result"u8)) _message.Result = ReadOutcome();
            else if (_reader.ValueTextEquals("error"u8)) _message.Error = ReadOutcome();
            else SkipValue();
        }

        EndOfText();
        Conclude();
    }

    private void Conclude()
    {
        if (_message.Fault is not null) return;
        if (!_hasVersion) Invalid("The member jsonrpc is missing; it must be \"2.0\".");
        else if (!_message.Method.IsEmpty && _hasOutcome) Invalid("A message has either a method or a result or error, not both.");
        else if (!_message.Method.IsEmpty) _message.Kind = _message.Id.IsEmpty ? MessageKind.Notification : MessageKind.Request;
        else if (_hasOutcome) _message.Kind = MessageKind.Response;
        else Invalid("The member method is missing.");
    }

    private void ReadJsonRpc()
    {
        ReadValue();
        _hasVersion = _reader.TokenType == JsonTokenType.String && _message.Fault is null && _reader.ValueTextEquals("2.0"u8);
        if (!_hasVersion) Invalid("The member jsonrpc must be \"2.0\".");
        Skip();
    }

    private void ReadId()
    {
        var slice = ReadSlice(out var type);
        var isInteger = type == JsonTokenType.Number && slice.Span.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        if (type == JsonTokenType.String || isInteger) _message.Id = slice;
        else Invalid("The member id must be a string or an integer.");
    }

    private void ReadMethod()
    {
        var slice = ReadSlice(out var type);
        if (_message.Fault is not null) return;
        if (type == JsonTokenType.String && slice.Length > 2) _message.Method = Message.Unquote(slice);
        else Invalid("The member method must be a string that is not empty.");
    }

    private ReadOnlyMemory<byte> ReadOutcome()
    {
        _hasOutcome = true;
        return ReadSlice(out _);
    }

    private void ReadParams()
    {
        var start = BeginValue();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Invalid("The member params must be an object.");
            Skip();
            return;
        }

        _members.Enter();
        while (NextMember())
        {
            if (_reader.ValueTextEquals("_meta"u8)) ReadMeta();
            else if (_reader.ValueTextEquals("name"u8)) _message.Name = ReadSlice(out _);
            else if (_reader.ValueTextEquals("arguments"u8)) ReadArguments();
            else if (_reader.ValueTextEquals("uri"u8)) _message.Uri = ReadSlice(out _);
            else if (_reader.ValueTextEquals("cursor"u8)) _message.Cursor = ReadSlice(out _);
            else if (_reader.ValueTextEquals("protocolVersion"u8)) _message.OfferedVersion = ReadSlice(out _);
            else if (_reader.ValueTextEquals("requestId"u8)) _message.CancelledId = ReadSlice(out _);
            else if (_reader.ValueTextEquals("level"u8)) _message.Level = ReadSlice(out _);
            else if (_reader.ValueTextEquals("taskId"u8)) _message.TaskId = ReadSlice(out _);
            else if (_reader.ValueTextEquals("inputResponses"u8)) _message.InputResponses = ReadSlice(out _);
            else if (_reader.ValueTextEquals("requestState"u8)) _message.RequestState = ReadSlice(out _);
            else SkipValue();
        }

        _message.Params = SliceFrom(start);
    }

    private void ReadMeta()
    {
        var start = BeginValue();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Skip();
            _message.Meta = SliceFrom(start);
            return;
        }

        _members.Enter();
        while (NextMember())
        {
            if (_reader.ValueTextEquals(MetaKeys.ProgressToken)) _message.ProgressToken = ReadSlice(out _);
            else if (_reader.ValueTextEquals(MetaKeys.ProtocolVersion)) _message.MetaVersion = ReadSlice(out _);
            else if (_reader.ValueTextEquals(MetaKeys.ClientCapabilities)) _message.MetaCapabilities = ReadSlice(out _);
            else if (_reader.ValueTextEquals(MetaKeys.ClientInfo)) _message.MetaClientInfo = ReadSlice(out _);
            else if (_reader.ValueTextEquals(MetaKeys.LogLevel)) _message.MetaLogLevel = ReadSlice(out _);
            else SkipValue();
        }

        _message.Meta = SliceFrom(start);
    }

    private void ReadArguments()
    {
        var start = BeginValue();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Skip();
            _message.Arguments = SliceFrom(start);
            return;
        }

        _members.Enter();
        while (NextMember())
        {
            _message.ArgumentCount++;
            SkipValue();
        }

        _message.Arguments = SliceFrom(start);
    }

    /// <summary>Moves to the next member of the innermost object, or past the object's end.</summary>
    private bool NextMember()
    {
        while (!_isTooDeep)
        {
            _reader.Read();
            if (_reader.TokenType == JsonTokenType.EndObject)
            {
                _members.Leave();
                return false;
            }

            if (CheckName()) return true;
            SkipValue();
        }

        return false;
    }

    private ReadOnlyMemory<byte> ReadSlice(out JsonTokenType type)
    {
        var start = BeginValue();
        type = _reader.TokenType;
        Skip();
        return SliceFrom(start);
    }

    private void SkipValue()
    {
        ReadValue();
        Skip();
    }

    private int BeginValue()
    {
        ReadValue();
        return (int)_reader.TokenStartIndex;
    }

    private void ReadValue()
    {
        _reader.Read();
        CheckText();
    }

    private readonly ReadOnlyMemory<byte> SliceFrom(int start) => _json[start..(int)_reader.BytesConsumed];

    /// <summary>Walks to the end of the value that the reader stands on, checking what is inside.</summary>
    private void Skip()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        var depth = _reader.CurrentDepth;
        Open();
        while (!_isTooDeep && _reader.Read())
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Open();
                    break;
                case JsonTokenType.PropertyName:
                    CheckName();
                    break;
                case JsonTokenType.String:
                    CheckText();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (_reader.TokenType == JsonTokenType.EndObject) _members.Leave();
                    if (_reader.CurrentDepth == depth) return;
                    break;
            }
        }
    }

    private void Open()
    {
        if (_reader.CurrentDepth >= _limits.MaxDepth)
        {
            Invalid($"It is nested deeper than {_limits.MaxDepth}.");
            _isTooDeep = true;
            return;
        }

        if (_reader.TokenType == JsonTokenType.StartObject) _members.Enter();
    }

    private bool CheckName()
    {
        if (!CheckText()) return false;
        if (!_members.Add(ref _reader)) Invalid("A member appears twice in one object.");
        return true;
    }

    /// <summary>Refuses half a surrogate pair: it is valid JSON, but no text, and would surprise whoever decodes it later.</summary>
    private bool CheckText()
    {
        if (!_reader.ValueIsEscaped || !SurrogateEscapes.HasLoneSurrogate(_reader.ValueSpan)) return true;
        Invalid("A string holds half a surrogate pair.");
        return false;
    }

    private void EndOfText()
    {
        while (!_isTooDeep && _reader.Read())
        {
        }
    }

    private void Invalid(string problem)
    {
        // The first fault is told; reading goes on to find the id that the refusal must carry.
        _message.Fault ??= new JsonRpcError(ErrorCodes.InvalidRequest, $"Invalid request: {problem}");
        _message.Kind = MessageKind.Invalid;
    }
}
