namespace Fairlead.Auditing;

/// <summary>What happens to calls when a sink is slow, full or broken.</summary>
public enum AuditPolicy
{
    /// <summary>Calls wait for room in the queue. No record is lost, and a sink that is broken for long stops the server.</summary>
    Block,

    /// <summary>Records that find no room are dropped, counted in <c>mcp_audit_dropped_total</c>, and told in the next anchor.</summary>
    DropAndCount,

    /// <summary>
    /// A reply is sent after the sink has kept the record. Where it cannot, the caller gets an error in place of the result, and
    /// further calls are refused before they run until the sink works again.
    /// </summary>
    FailClosed,
}
