using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Compares a resource's URI with the parameters of its method.</summary>
internal sealed class UriReader(Problems problems)
{
    /// <summary>Reports what does not fit, and says whether the URI is a template.</summary>
    public ComponentModelKind Check(string uri, List<ParameterModel> parameters, IMethodSymbol method, Location? location)
    {
        if (!UriVariables.TryRead(uri, out var variables, out var problem))
        {
            problems.Add(Rule.InvalidUri, location, uri, problem);
            return ComponentModelKind.ResourceTemplate;
        }

        if (!UriVariables.IsAbsolute(uri)) problems.Add(Rule.InvalidUri, location, uri, "it must begin with a scheme, such as docs://");
        foreach (var (name, isOptional) in variables)
        {
            var parameter = parameters.FirstOrDefault(one => one.Argument?.JsonName == name);
            if (parameter is null) problems.Add(Rule.VariableWithoutParameter, location, name, uri);
            else if (isOptional && parameter.Argument!.IsRequired) problems.Add(Rule.OptionalVariable, Of(method, parameter) ?? location, parameter.Name);
        }

        foreach (var parameter in parameters.Where(one => one.Argument is not null && variables.All(variable => variable.Name != one.Argument.JsonName)))
        {
            var mark = problems.Mark;
            problems.Add(Rule.ParameterWithoutVariable, Of(method, parameter) ?? location, parameter.Name, uri);
            if (parameter.Kind == ParameterKind.ArgumentUnlessService) problems.UnlessService(mark, parameter.Type);
        }

        return variables.Count > 0 ? ComponentModelKind.ResourceTemplate : ComponentModelKind.Resource;
    }

    private static Location? Of(IMethodSymbol method, ParameterModel parameter) =>
        method.Parameters.FirstOrDefault(one => one.Name == parameter.Name)?.Locations.FirstOrDefault();
}
