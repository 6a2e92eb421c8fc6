using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Protocol;
using Fairlead.Security;

namespace Fairlead.Engine.Asking;

/// <summary>
/// Seals the state of rounds into the <c>requestState</c> that the client carries: bound to the caller, the component and the
/// arguments, so that it opens nothing else (2026-07-28, "Multi Round-Trip Requests", server requirement 5).
/// </summary>
internal sealed class StateSeal(McpKeyRing keys)
{
    // A client has to send the state back within a message.
    private const int MaxStateBytes = 256 * 1024;

    /// <summary>Seals a state.</summary>
    /// <exception cref="ToolException">It is too large for a client to carry.</exception>
    public string Seal(RequestCall call, ReadOnlySpan<byte> state)
    {
        if (state.Length > MaxStateBytes)
        {
            throw new ToolException($"The answers and the results of OnceAsync have {state.Length:N0} bytes, more than the {MaxStateBytes:N0} that a client can carry. Keep large results in mcp.State and return their key.");
        }

        return Base64Url.EncodeToString(keys.Seal(state, PurposeOf(call)));
    }

    /// <summary>Opens a state; <see langword="null"/> where it is none of ours, or not for this call.</summary>
    public byte[]? Open(RequestCall call, ReadOnlySpan<byte> text)
    {
        if (text.Length > Base64Url.GetEncodedLength(MaxStateBytes * 2) || !Base64Url.IsValid(text)) return null;
        return keys.Open(Base64Url.DecodeFromUtf8(text), PurposeOf(call));
    }

    private static byte[] PurposeOf(RequestCall call)
    {
        // A caller who is not known may be anybody: then the state is bound to what is asked only.
        var owner = StateOwner.IsKnown(call.Caller) ? StateOwner.Of(call.Caller, call.Connection) : "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "requestState"u8);
        Append(hash, Encoding.UTF8.GetBytes(owner));
        Append(hash, Encoding.UTF8.GetBytes(call.Method));
        Append(hash, Message.Unquote(call.Message.Name.IsEmpty ? call.Message.Uri : call.Message.Name).Span);
        Append(hash, call.Message.Arguments.Span);
        return hash.GetHashAndReset();
    }

    // Lengths first, so that no two lists of parts look the same.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
