using System.ComponentModel.DataAnnotations;
using Fairlead;

namespace McpServer._1;

/// <summary>Looks at texts.</summary>
public sealed class TextTools
{
    /// <summary>Counts the words of a text, and says which come most often.</summary>
    /// <param name="text">The text.</param>
    /// <param name="top">How many words to name.</param>
    [McpTool(ReadOnly = true)]
    public WordCount CountWords(string text, [Range(1, 100)] int top = 3)
    {
        string[] words = text.ToLowerInvariant().Split([' ', '\t', '\r', '\n', '.', ',', ';', ':', '!', '?'], StringSplitOptions.RemoveEmptyEntries);
        return new WordCount(words.Length, [.. words.CountBy(word => word).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(top).Select(word => word.Key)]);
    }
}
