using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Deploy.Tests;

/// <summary>Somebody with a token, whom the instances know by its hash.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Scopes">What they may do.</param>
internal sealed record Person(string Name, params string[] Scopes)
{
    public string Token { get; } = "fl_" + RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>The settings that make a server know them.</summary>
    /// <param name="number">Their place in the list.</param>
    public IEnumerable<string> Settings(int number) =>
    [
        $"--Mcp:Tokens:{number}:Hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))),
        $"--Mcp:Tokens:{number}:Subject", Name,
        .. Scopes.SelectMany((scope, i) => (string[])[$"--Mcp:Tokens:{number}:Scopes:{i}", scope]),
    ];
}
