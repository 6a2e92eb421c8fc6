namespace Fairlead.Testing.Wires;

/// <summary>What a wire knows of a message that it has carried.</summary>
/// <param name="Status">The HTTP status; <see langword="null"/> where there is none.</param>
/// <param name="Body">The body of the HTTP response where it is no message.</param>
/// <param name="Headers">The headers of the HTTP response.</param>
/// <param name="Ended">Completes when nothing more will come in reply; <see langword="null"/> where the wire cannot tell.</param>
internal sealed record Delivery(int? Status = null, string Body = "", IReadOnlyDictionary<string, string>? Headers = null, Task? Ended = null)
{
    /// <summary>Handed over; what comes of it, comes.</summary>
    public static readonly Delivery Unknown = new();
}
