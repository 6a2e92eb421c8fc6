using System.Buffers.Text;
using System.Security.Cryptography;

namespace Fairlead.Http.Sessions;

/// <summary>Ids that nobody can guess: whoever knows one, and is the caller that opened the session, may use it.</summary>
internal static class SessionId
{
    // 192 bits, whatever the number of sessions.
    private const int Bytes = 24;

    /// <summary>Makes an id of visible ASCII that may stand in a header or a URL.</summary>
    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
