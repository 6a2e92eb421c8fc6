using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Fairlead.Auditing;

/// <summary>
/// Tells whether a log is as it was written: no record changed, removed, inserted or cut off. Whoever can write to the log and to its
/// head can make another one that verifies, unless a key or an anchor from elsewhere is used.
/// </summary>
public sealed class AuditVerifier
{
    private const int MaxProblems = 20;

    private readonly AuditVerifierOptions _options;
    private readonly List<string> _problems = [];
    private AuditHead? _known;
    private AuditHead _head = AuditHead.Empty;
    private bool _isKnownFound;
    private bool _isAnchorFound;
    private long _records;
    private long _anchors;
    private long _dropped;

    private AuditVerifier(AuditVerifierOptions options) => _options = options;

    /// <summary>Verifies a log: the full files in their order, then the file that is being written, then its head.</summary>
    /// <param name="path">The file that the server writes, such as <c>audit.jsonl</c>.</param>
    /// <param name="options">What to rely on.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<AuditVerification> VerifyAsync(string path, AuditVerifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        path = Path.GetFullPath(path);
        var verifier = new AuditVerifier(options ?? new());

        // Read first: a server that writes meanwhile only moves it on.
        verifier._known = AuditHeadFile.Read(path, out var mac);
        verifier.CheckHeadFile(path, mac);
        var current = File.Exists(path) ? [path] : (string[])[];
        string[] files = Directory.Exists(Path.GetDirectoryName(path)) ? [.. AuditFileName.Rotated(path), .. current] : [];
        if (files.Length == 0) throw new FileNotFoundException($"There is no audit file {path}.", path);
        foreach (var file in files) await verifier.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        verifier.CheckEnd(path);
        return new(verifier._records, verifier._anchors, verifier._dropped, verifier._head, verifier._problems);
    }

    private void CheckHeadFile(string path, string? mac)
    {
        var name = Path.GetFileName(AuditHeadFile.Of(path));
        if (_known is null) Problem($"{name}: missing, or no head, although a server writes it before the first record. Records that were cut off at the end cannot be told.");
        else if (_options.Key is { } key && !AuditLine.IsSeal(key, _known, mac)) Problem($"{name}: the seal is not of this key.");
    }

    private async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        for (var number = 1L; ;)
        {
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                Check(rest.Slice(0, end).ToArray(), $"{Path.GetFileName(path)}:{number++}");
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            // Half a line at the end was promised to nobody.
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }

        await reader.CompleteAsync().ConfigureAwait(false);
    }

    private void Check(byte[] line, string place)
    {
        _records++;
        if (!AuditLine.TryRead(line, out var sequence, out var previous, out var hash))
        {
            Problem($"{place}: changed, or no record.");

            // The next record is compared with what this one says it is, so that one change is one problem.
            _head = new(_head.Sequence + 1, hash);
            return;
        }

        if (_records == 1 && sequence > 1)
        {
            if (!_options.AllowsMissingStart) Problem($"{place}: the log begins with record {sequence}; those before it are missing.");
        }
        else if (sequence != _head.Sequence + 1)
        {
            Problem(sequence > _head.Sequence
                ? $"{place}: record {sequence} follows record {_head.Sequence}; those between are missing."
                : $"{place}: record {sequence} follows record {_head.Sequence}; it was inserted, or records were put in another order.");
        }
        else if (previous != _head.Hash)
        {
            Problem($"{place}: record {sequence} does not follow the record before it; one of them was replaced.");
        }

        var before = new AuditHead(sequence - 1, previous);
        _head = new(sequence, hash);
        _isKnownFound |= _head == _known;
        _isAnchorFound |= _head == _options.Anchor;
        CheckAnchor(line, before, place);
    }

    private void CheckAnchor(byte[] line, AuditHead before, string place)
    {
        using var json = JsonDocument.Parse(line);
        if (!json.RootElement.TryGetProperty("anchor"u8, out _)) return;
        _anchors++;
        if (json.RootElement.TryGetProperty("dropped"u8, out var dropped)) _dropped += dropped.GetInt64();
        var mac = json.RootElement.TryGetProperty("mac"u8, out var text) ? text.GetString() : null;
        if (_options.Key is { } key && !AuditLine.IsSeal(key, before, mac)) Problem($"{place}: the anchor's seal is not of this key.");
    }

    private void CheckEnd(string path)
    {
        if (_known is not null && !_isKnownFound && _known != AuditHead.Empty)
        {
            Problem(_head.Sequence < _known.Sequence
                ? $"{Path.GetFileName(path)}: ends with record {_head.Sequence}, but its head says that there were {_known.Sequence}; records were cut off."
                : $"{Path.GetFileName(path)}: record {_known.Sequence} is not the one that the head names.");
        }

        if (_options.Anchor is { } anchor && !_isAnchorFound) Problem($"The anchor {anchor.Sequence} {anchor.Hash} is not in the log.");
    }

    private void Problem(string problem)
    {
        if (_problems.Count < MaxProblems) _problems.Add(problem);
        else if (_problems.Count == MaxProblems) _problems.Add("And more.");
    }
}
