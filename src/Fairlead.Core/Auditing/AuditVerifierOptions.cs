namespace Fairlead.Auditing;

/// <summary>What a verification relies on.</summary>
public sealed class AuditVerifierOptions
{
    /// <summary>The key that the server seals with (<see cref="AuditBuilder.UseKey"/>). Default: none, and seals are not looked at.</summary>
    public byte[]? Key { get; set; }

    /// <summary>
    /// An anchor that was kept elsewhere, such as in the server's log: the record of that number must be there with that hash. Default:
    /// none.
    /// </summary>
    public AuditHead? Anchor { get; set; }

    /// <summary>The log may begin with a later record than the first, because older files were put elsewhere. Default: <see langword="false"/>.</summary>
    public bool AllowsMissingStart { get; set; }
}
