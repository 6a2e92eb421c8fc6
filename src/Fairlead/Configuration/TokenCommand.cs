using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Authentication;

namespace Fairlead.Configuration;

/// <summary>
/// <c>token new</c>: makes a token, which is shown once, and the entry by which the server knows it.
/// </summary>
internal sealed class TokenCommand
{
    public const string Name = "token";

    public const string Form = "token new --subject NAME [--scopes A,B] [--roles A,B] [--expires 90d]";

    // 256 random bits: nobody guesses them, so a fast hash is enough.
    private const int RandomBytes = 32;

    private string? _subject;
    private string[] _roles = [];
    private string[] _scopes = [];
    private TimeSpan? _lifetime;

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the command line after the word <c>token</c>.</summary>
    public static TokenCommand Parse(IReadOnlyList<string> args)
    {
        var command = new TokenCommand();
        if (args.Count == 0 || args[0] != "new") command.Problem = $"Write {Form}.";
        for (var i = 1; i < args.Count && command.Problem is null; i += 2) command.Take(args[i], i + 1 < args.Count ? args[i + 1] : null);
        if (command.Problem is null && string.IsNullOrWhiteSpace(command._subject)) command.Problem = $"Say whose token it is: {Form}.";
        return command;
    }

    /// <summary>Makes a token and says what to do with it.</summary>
    public string Run(TimeProvider time)
    {
        var token = "fl_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return $"""
            Token, shown only now; give it to {_subject}, who sends it as "Authorization: Bearer …":
            {token}

            Entry of the list Mcp:Tokens in appsettings.json:
            {Entry(token, time)}

            """;
    }

    private void Take(string name, string? value)
    {
        if (value is null or "")
        {
            Problem = $"{name} needs a value: {Form}.";
            return;
        }

        switch (name)
        {
            case "--subject":
                _subject = value;
                break;
            case "--scopes":
                _scopes = ListText.Split(value);
                break;
            case "--roles":
                _roles = ListText.Split(value);
                break;
            case "--expires" when Days(value) is { } lifetime:
                _lifetime = lifetime;
                break;
            case "--expires":
                Problem = $"--expires is '{value}': it must be a number of days such as 90d, or {DurationText.Expected}.";
                break;
            default:
                Problem = $"Unknown switch {name}. Write {Form}.";
                break;
        }
    }

    private static TimeSpan? Days(string text)
    {
        if (text.EndsWith('d') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 36_500) return TimeSpan.FromDays(days);
        return DurationText.TryParse(text, out var lifetime) && lifetime > TimeSpan.Zero ? lifetime : null;
    }

    private string Entry(string token, TimeProvider time)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString(nameof(StaticToken.Hash), TokenHash.Format(token));
            writer.WriteString(nameof(StaticToken.Subject), _subject);
            WriteList(writer, nameof(StaticToken.Roles), _roles);
            WriteList(writer, nameof(StaticToken.Scopes), _scopes);
            if (_lifetime is { } lifetime) writer.WriteString(nameof(StaticToken.Expires), (time.GetUtcNow() + lifetime).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteList(Utf8JsonWriter writer, string name, string[] entries)
    {
        if (entries.Length == 0) return;
        writer.WriteStartArray(name);
        foreach (var entry in entries) writer.WriteStringValue(entry);
        writer.WriteEndArray();
    }
}
