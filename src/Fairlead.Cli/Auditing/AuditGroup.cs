using System.CommandLine;

namespace Fairlead.Cli.Auditing;

/// <summary><c>fairlead audit</c>: looks into the audit log of a server.</summary>
internal sealed class AuditGroup : Command
{
    public AuditGroup() : base("audit", "Verify, read and count the audit log of a server.")
    {
        Add(new AuditVerifyCommand());
        Add(new AuditTailCommand());
        Add(new AuditStatsCommand());
    }
}
