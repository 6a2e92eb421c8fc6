using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Auditing;

/// <summary>The SHA-256 of what a component's definition says to clients of the newest revision.</summary>
internal static class ComponentFingerprint
{
    private static readonly ConditionalWeakTable<Component, string> Known = [];

    public static string Of(Component component) => Known.GetValue(component, static component =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions)) component.WriteDefinition(writer, ProtocolRevision.V20260728);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    });
}
