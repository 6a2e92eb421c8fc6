namespace Fairlead.Outgoing;

/// <summary>A request would have gone where it must not. Nothing was sent.</summary>
internal sealed class RefusedAddressException(string message) : HttpRequestException(HttpRequestError.ConnectionError, message);
