namespace Fairlead.Generators.Tests.Behaviour.Forms;

/// <summary>The choices of SEP-1330.</summary>
public readonly record struct Choices(
    Status UntitledSingle,
    Titled TitledSingle,
    [InputSchema("""
        {
          "type": "string",
          "enum": ["opt1", "opt2"],
          "enumNames": ["One", "Two"]
        }
        """)] string LegacyEnum,
    Status[] UntitledMulti,
    IReadOnlyList<Titled> TitledMulti,
    Access Rights = Access.Read | Access.Write);
