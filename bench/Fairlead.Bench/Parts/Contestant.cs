using Fairlead.Bench.Requests;

namespace Fairlead.Bench.Parts;

/// <summary>A server over HTTP, and what it is asked.</summary>
/// <param name="Name">As tables call it.</param>
/// <param name="Command">Its command line.</param>
/// <param name="Call">What it is asked again and again.</param>
/// <param name="InSession">Whether a session is opened before.</param>
internal sealed record Contestant(string Name, IReadOnlyList<string> Command, HttpCall Call, bool InSession = false);
