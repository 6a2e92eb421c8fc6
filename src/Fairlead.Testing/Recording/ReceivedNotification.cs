using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>A notification of a server.</summary>
/// <param name="Method">The method, such as <c>notifications/resources/updated</c>.</param>
/// <param name="Parameters">Its <c>params</c>; <see cref="JsonValueKind.Undefined"/> where there are none.</param>
public sealed record ReceivedNotification(string Method, JsonElement Parameters);
