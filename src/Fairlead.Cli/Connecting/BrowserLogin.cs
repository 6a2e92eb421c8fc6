using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fairlead.Cli.CommandLine;
using ModelContextProtocol.Authentication;

namespace Fairlead.Cli.Connecting;

/// <summary>The authorization code flow with a browser and a page on loopback that takes the code (RFC 8252).</summary>
internal sealed class BrowserLogin
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly byte[] Page = "<!doctype html><meta charset=utf-8><title>Fairlead</title><p>You are logged in. This page may be closed."u8.ToArray();

    private readonly Uri _redirect;

    private BrowserLogin(Uri redirect) => _redirect = redirect;

    /// <summary>How to log in; none where the user did not ask for it, brings a token of their own, and has none kept.</summary>
    public static ClientOAuthOptions? For(Uri server, ConnectionSettings settings)
    {
        if (settings.Headers.Any(static header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))) return null;
        var tokens = new TokenFile(server);
        if (!settings.Login && !tokens.Exists) return null;
        var login = new BrowserLogin(new Uri($"http://127.0.0.1:{FreePort()}/callback"));
        return new ClientOAuthOptions
        {
            RedirectUri = login._redirect,
            ClientId = settings.ClientId,
            TokenCache = tokens,
            AuthorizationCallbackHandler = settings.Login ? login.AuthorizeAsync : static (_, _) => throw new CliException(ExitCode.Denied, "The kept login is over. --login starts it anew."),
            DynamicClientRegistration = new DynamicClientRegistrationOptions { ClientName = "Fairlead" },
        };
    }

    private async Task<AuthorizationResult?> AuthorizeAsync(AuthorizationCallbackContext context, CancellationToken cancellationToken)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{_redirect.Port}/");
        listener.Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await using var stop = patience.Token.Register(listener.Stop);
        await Console.Error.WriteLineAsync($"Log in here: {context.AuthorizationUri}");
        Open(context.AuthorizationUri);
        try
        {
            while (true)
            {
                var request = await listener.GetContextAsync();
                var query = System.Web.HttpUtility.ParseQueryString(request.Request.Url!.Query);
                if (request.Request.Url.AbsolutePath != _redirect.AbsolutePath)
                {
                    request.Response.StatusCode = 404;
                    request.Response.Close();
                    continue;
                }

                request.Response.ContentType = "text/html; charset=utf-8";
                await request.Response.OutputStream.WriteAsync(query["error"] is { } error ? Encoding.UTF8.GetBytes(WebUtility.HtmlEncode(error)) : Page, patience.Token);
                request.Response.Close();
                if (query["error"] is { } reason) throw new CliException(ExitCode.Denied, $"The login was refused: {query["error_description"] ?? reason}");
                return new AuthorizationResult { Code = query["code"] ?? "", State = query["state"], Iss = query["iss"] };
            }
        }
        catch (Exception exception) when (patience.IsCancellationRequested && exception is HttpListenerException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new CliException(ExitCode.Denied, $"Nobody logged in within {Patience.TotalMinutes} minutes.");
        }
    }

    // A test, or a machine without a browser, names its own in BROWSER, as Unix programs do.
    private static void Open(Uri page)
    {
        try
        {
            var browser = Environment.GetEnvironmentVariable("BROWSER");
            using var process = !string.IsNullOrEmpty(browser) ? Process.Start(browser, [page.AbsoluteUri])
                : OperatingSystem.IsWindows() ? Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true })
                : Process.Start(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [page.AbsoluteUri]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The address is on the screen; it can be opened by hand.
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
