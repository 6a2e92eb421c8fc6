namespace Fairlead.Protocol;

/// <summary>A variable of a URI template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AllowsSlash">Its value may span several path segments.</param>
/// <param name="IsList">Its value is a list: path segments, or a repeated query parameter.</param>
internal sealed record UriTemplateVariable(string Name, bool AllowsSlash, bool IsList);
