using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelContextProtocol.Authentication;

namespace Fairlead.Cli.Connecting;

/// <summary>The tokens of one server, in a file that only its owner can read.</summary>
internal sealed partial class TokenFile : ITokenCache
{
    private readonly string _path;

    public TokenFile(Uri server) => _path = Path.Combine(
        Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))))[..32] + ".json");

    public static string Folder { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "fairlead", "tokens");

    public bool Exists => File.Exists(_path);

    public async ValueTask StoreTokensAsync(TokenContainer tokens, CancellationToken cancellationToken)
    {
        CreateFolder();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var draft = $"{_path}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(draft, options)) await JsonSerializer.SerializeAsync(file, tokens, TokenJson.Default.TokenContainer, cancellationToken);
        File.Move(draft, _path, overwrite: true);
    }

    public async ValueTask<TokenContainer?> GetTokensAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(_path);
            return await JsonSerializer.DeserializeAsync(file, TokenJson.Default.TokenContainer, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null; // None kept, or a broken file: log in again.
        }
    }

    private static void CreateFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [JsonSerializable(typeof(TokenContainer))]
    private sealed partial class TokenJson : JsonSerializerContext;
}
