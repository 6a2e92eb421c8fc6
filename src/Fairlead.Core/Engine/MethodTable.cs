using System.Diagnostics.CodeAnalysis;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>The methods that a server answers, found by their UTF-8 names.</summary>
internal sealed class MethodTable
{
    private readonly Utf8Lookup<McpMethod> _methods;

    public MethodTable(IEnumerable<McpMethod> methods) => _methods = new(methods, method => method.Name);

    /// <summary>Finds a method as a revision knows it.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, ProtocolRevision revision, [NotNullWhen(true)] out McpMethod? method) =>
        _methods.TryGet(name, out method) && method.IsServedIn(revision);
}
