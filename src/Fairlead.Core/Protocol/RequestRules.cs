namespace Fairlead.Protocol;

/// <summary>Decides in which revision a request is spoken, and whether it brings what that revision demands.</summary>
internal static class RequestRules
{
    /// <summary>Whether a request speaks for itself, as those of the modern era do, and belongs to no conversation.</summary>
    public static bool HasOwnRevision(in Message message) => !message.MetaVersion.IsEmpty;

    /// <summary>The offered revision that a request's <c>_meta</c> names.</summary>
    /// <param name="message">The request.</param>
    /// <param name="offered">The revisions that the server offers.</param>
    /// <param name="error">Why there is none.</param>
    public static ProtocolRevision? FromMeta(in Message message, IReadOnlyList<ProtocolRevision> offered, out JsonRpcError? error)
    {
        if (Message.TextOf(message.MetaVersion) is not { } version)
        {
            error = MissingMeta("io.modelcontextprotocol/protocolVersion", "a string such as \"2026-07-28\"");
            return null;
        }

        return Offered(version, offered, out error);
    }

    /// <summary>The offered revision of a name.</summary>
    /// <param name="version">The name.</param>
    /// <param name="offered">The revisions that the server offers.</param>
    /// <param name="error">Why there is none.</param>
    public static ProtocolRevision? Offered(string version, IReadOnlyList<ProtocolRevision> offered, out JsonRpcError? error)
    {
        var revision = ProtocolRevision.Find(version);
        if (revision is not null && offered.Contains(revision))
        {
            error = null;
            return revision;
        }

        error = JsonRpcError.UnsupportedProtocolVersion(version, offered);
        return null;
    }

    /// <summary>What is missing or wrong in <c>_meta</c>, which some revisions demand and all may have, or <see langword="null"/>.</summary>
    /// <param name="message">The request.</param>
    /// <param name="revision">Its revision.</param>
    public static JsonRpcError? CheckMeta(in Message message, ProtocolRevision revision)
    {
        if (!Message.IsObject(message.Meta.Span))
        {
            if (revision.RequiresRequestMeta) return new(ErrorCodes.InvalidParams, "params._meta is missing; it must be an object.");
            return message.Meta.IsEmpty ? null : new(ErrorCodes.InvalidParams, "params._meta must be an object.");
        }

        if (!revision.RequiresRequestMeta) return null;
        if (!Message.IsString(message.MetaVersion.Span)) return MissingMeta("io.modelcontextprotocol/protocolVersion", $"\"{revision}\"");
        if (!Message.IsObject(message.MetaCapabilities.Span)) return MissingMeta("io.modelcontextprotocol/clientCapabilities", "an object");
        if (!message.MetaClientInfo.IsEmpty && !Message.IsObject(message.MetaClientInfo.Span)) return MissingMeta("io.modelcontextprotocol/clientInfo", "an object");
        if (!message.MetaLogLevel.IsEmpty && LogLevels.Find(message.MetaLogLevel) is null) return MissingMeta("io.modelcontextprotocol/logLevel", LogLevels.Expected);
        return null;
    }

    private static JsonRpcError MissingMeta(string key, string expected) =>
        new(ErrorCodes.InvalidParams, $"params._meta[\"{key}\"] is missing or has the wrong type; it must be {expected}.");
}
