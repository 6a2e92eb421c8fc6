using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Fairlead.Hosting;

/// <summary>What services may ask about their surroundings when there is no web host.</summary>
internal sealed class StdioEnvironment(string name, string directory) : IHostEnvironment
{
    private IFileProvider? _files;

    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = Assembly.GetEntryAssembly()?.GetName().Name ?? "";

    public string ContentRootPath { get; set; } = directory;

    public IFileProvider ContentRootFileProvider
    {
        get => _files ??= new PhysicalFileProvider(ContentRootPath);
        set => _files = value;
    }
}
