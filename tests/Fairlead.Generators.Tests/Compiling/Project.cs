using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fairlead.Generators.Tests.Compiling;

/// <summary>A project made of a few texts, compiled in memory with the generator and the analyzers.</summary>
internal sealed class Project
{
    private static readonly CSharpParseOptions ParseOptions = new CSharpParseOptions(LanguageVersion.CSharp14)
        .WithFeatures([new("InterceptorsNamespaces", "Fairlead.Generated")]);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Fairlead.Generators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel;
        global using System.ComponentModel.DataAnnotations;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Fairlead;
        """;

    public Project(params string[] sources)
    {
        var trees = sources.Prepend(Usings).Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"File{index}.cs", System.Text.Encoding.UTF8));
        Compilation = CSharpCompilation.Create(
            "Sample", trees, References, new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        if (Compilation.GetDiagnostics().Any(diagnostic => diagnostic.Id == "CS5001")) Compilation = Compilation.WithOptions(Compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
    }

    public CSharpCompilation Compilation { get; private set; }

    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new FairleadGenerator().AsSourceGenerator()], parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, System.Text.Encoding.UTF8);

    /// <summary>The generated files by name, after making sure that all of it compiles.</summary>
    public SortedDictionary<string, string> Generate()
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(Compilation, out var output, out var reported, TestContext.Current.CancellationToken);
        Assert.Empty(reported);
        var errors = output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in driver.GetRunResult().Results.Single().GeneratedSources) files[source.HintName] = source.SourceText.ToString();
        Assert.True(errors.Count == 0, string.Join("\n", errors.Take(5).Select(error => $"{error}\n  {error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}")));
        return files;
    }

    /// <summary>The Fairlead diagnostics, as <c>FAIR001 at text: message</c>.</summary>
    public async Task<List<string>> AnalyzeAsync()
    {
        var analyzed = Compilation.WithAnalyzers([new ComponentAnalyzer(), new ArgumentFlowAnalyzer()]);
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(one => one.Location.SourceSpan.Start).ThenBy(one => one.Id, StringComparer.Ordinal).Select(Describe)];
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "";
        return $"{diagnostic.Id} at {text}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
