using Fairlead.Components;
using Microsoft.Extensions.Logging;

namespace Fairlead.Pipeline;

/// <summary>What of arguments and results is logged.</summary>
public sealed class PayloadLoggingOptions
{
    private int _maxBytes = 4096;

    /// <summary>The level of the lines. Default: <see cref="LogLevel.Information"/>.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>How many bytes of arguments and of a result are logged each. Default: 4,096.</summary>
    /// <value>16 to 1 MiB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxBytes
    {
        get => _maxBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 16);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024 * 1024);
            _maxBytes = value;
        }
    }

    /// <summary>Whether results are logged too. Default: <see langword="false"/>; they often hold more than was asked for.</summary>
    public bool Results { get; set; }

    /// <summary>
    /// Members that are never shown, at whatever depth, whatever their case, in addition to what <see cref="SensitiveAttribute"/>
    /// names. Default: <c>password</c>, <c>passwd</c>, <c>secret</c>, <c>token</c>, <c>api_key</c>, <c>apiKey</c>, <c>authorization</c>,
    /// <c>credential</c>, <c>credentials</c>.
    /// </summary>
    public ISet<string> Redacted { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "secret", "token", "api_key", "apiKey", "authorization", "credential", "credentials",
    };

    /// <summary>Which tools are logged. Default: all.</summary>
    public Func<Component, bool> AppliesTo { get; set; } = static _ => true;
}
