using System.ComponentModel;
using System.Text;
using Fairlead.Components;

namespace Fairlead.Binding;

/// <summary>Derives the names of resources. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResourceName
{
    /// <summary>A name from a URI: <c>docs://project-overview</c> becomes <c>project-overview</c>, <c>data://users/{id}</c> becomes <c>users_id</c>.</summary>
    /// <param name="uri">The URI or template.</param>
    public static string FromUri(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var scheme = uri.IndexOf(':', StringComparison.Ordinal);
        var rest = uri.AsSpan(scheme + 1).Trim('/');
        var name = new StringBuilder(rest.Length);
        foreach (var c in rest)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.') name.Append(c);
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        }

        var text = name.ToString().Trim('_');
        if (text.Length == 0) text = "resource";
        return text.Length <= ComponentName.MaxLength ? text : text[..ComponentName.MaxLength];
    }
}
