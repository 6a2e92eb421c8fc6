using Microsoft.Extensions.Logging;

namespace Fairlead.Security;

/// <summary>Says once at start which components nobody can call.</summary>
internal static partial class UnreachableComponents
{
    private const int Shown = 10;

    public static void Log(ILoggerFactory loggers, ServedComponents served)
    {
        if (served.Permissions is not { } permissions) return;
        var names = permissions.Unreachable.Select(component => component.ToString()).ToArray();
        if (names.Length == 0) return;
        var text = string.Join(", ", names.Take(Shown)) + (names.Length > Shown ? ", …" : "");
        Unreachable(loggers.CreateLogger("Fairlead.Security"), names.Length, text);
    }

    [LoggerMessage(1, LogLevel.Warning, "Nobody may call {Count} components, of which nothing was said: {Names}. Give them [RequireScope], [RequireRole], [Authorize] or [AllowAnonymous], or set Authorization.DefaultAccess")]
    private static partial void Unreachable(ILogger logger, int count, string names);
}
