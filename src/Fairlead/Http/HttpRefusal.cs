using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http;

/// <summary>
/// A request that is refused before a message was read from it: a status, and for people and clients alike a JSON-RPC error
/// without an id.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">What was wrong and what to send instead.</param>
/// <param name="Code">The JSON-RPC error code.</param>
internal sealed record HttpRefusal(int Status, string Message, int Code = ErrorCodes.InvalidRequest)
{
    public static readonly HttpRefusal ContentType = new(
        StatusCodes.Status415UnsupportedMediaType, "Content-Type must be application/json, in UTF-8 and without Content-Encoding.");

    public static readonly HttpRefusal Accept = new(
        StatusCodes.Status406NotAcceptable, "Accept must list both application/json and text/event-stream.");

    public static readonly HttpRefusal AcceptStream = new(
        StatusCodes.Status406NotAcceptable, "Accept must list text/event-stream.");

    private const string Stateless = "Send JSON-RPC messages with POST. There is no session whose stream GET could open or DELETE could end.";

    /// <summary>The <c>Allow</c> of a refusal with 405.</summary>
    public string? Allow { get; private init; }

    /// <summary>Why, in a few words for the audit, of which none is the client's.</summary>
    public string Reason { get; init; } = "not acceptable";

    /// <summary>The <c>WWW-Authenticate</c> of a refusal with 401.</summary>
    public string? Challenge { get; private init; }

    public static readonly HttpRefusal Unavailable = new(
        StatusCodes.Status503ServiceUnavailable, "The server cannot find out now who calls. Try again in a moment.")
    { Reason = "authentication unavailable" };

    /// <summary>A host or origin that is not served.</summary>
    public static HttpRefusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, message) { Reason = "host or origin not allowed" };

    public static HttpRefusal NoCaller(string challenge) => new(
        StatusCodes.Status401Unauthorized, "Say who calls: send Authorization: Bearer and a token.")
    { Challenge = challenge, Reason = "no token" };

    public static HttpRefusal WrongToken(string challenge) => new(
        StatusCodes.Status401Unauthorized, "The token is not valid here, or no longer.")
    { Challenge = challenge, Reason = "token refused" };

    public static HttpRefusal TooLarge(int limit) => new(
        StatusCodes.Status413PayloadTooLarge, $"The body is longer than the {limit:N0} bytes that the server takes.");

    /// <summary>A verb that is not served.</summary>
    public static HttpRefusal Method(string allowed) => new(StatusCodes.Status405MethodNotAllowed, Stateless) { Allow = allowed };

    /// <summary>Answers with the refusal.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        using var buffer = new PooledBuffer();
        Envelope.WriteError(buffer, default, new(Code, Message));
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = MediaTypes.Json;
        response.ContentLength = buffer.WrittenCount;
        if (Allow is not null) response.Headers.Allow = Allow;
        if (Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests) response.Headers.RetryAfter = "1";
        if (Challenge is not null) response.Headers.WWWAuthenticate = Challenge;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory).ConfigureAwait(false);
    }
}
