namespace Fairlead.Tests.Budgets;

/// <summary>What a request costs the process.</summary>
/// <param name="Bytes">Allocated bytes.</param>
/// <param name="Hops">Work items of the thread pool.</param>
internal readonly record struct Cost(double Bytes, double Hops)
{
    private const int Requests = 2000;

    /// <summary>Measures a request: the cheapest of several rounds, because whatever else runs can only add to it.</summary>
    public static Cost Of(BusyClient client)
    {
        client.Send(Requests);
        var best = new Cost(double.MaxValue, double.MaxValue);
        for (var round = 0; round < 4; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            var hops = ThreadPool.CompletedWorkItemCount;
            client.Send(Requests);
            hops = ThreadPool.CompletedWorkItemCount - hops;
            bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            best = new(Math.Min(best.Bytes, (double)bytes / Requests), Math.Min(best.Hops, (double)hops / Requests));
        }

        return best;
    }
}
