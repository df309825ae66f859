import RoostClient
import RoostModel
import RoostWire

/// Reads a session's past from the server, a part at a time; from the next server if one goes away.
final class RecordingSource {
    /// Output that was read, and where the next part begins.
    private struct Part {
        let start: UInt64
        let end: UInt64
        let runs: [RecordedOutput.Run]
    }

    /// How long a server that went away may take to come back.
    private static let absence: Duration = .seconds(5)
    /// Parts that are kept: one step back needs no more.
    private static let partLimit = 8

    private let invocation: Invocation
    private var connection: CommandConnection?
    /// The one that was used last comes last.
    private var parts: [Part] = []

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    /// Asks the server.
    ///
    /// - Throws: ``ClientError``, for an answer that says no as well.
    func ask<Answer>(_ request: Request, _ read: (Response) -> Answer?) throws(ClientError) -> Answer {
        var goneSince: ContinuousClock.Instant?
        var arrival: ServerArrival?
        while true {
            do throws(ClientError) {
                return try askOnce(request, read)
            } catch {
                let now = ContinuousClock.now
                switch error.reason {
                case .serverGone where goneSince == nil: goneSince = now
                case .serverGone, .noServer:
                    guard let since = goneSince, since.duration(to: now) < Self.absence else { throw error }
                default: throw error
                }
                if arrival == nil { arrival = ServerArrival(paths: invocation.paths) }
                arrival?.wait()
            }
        }
    }

    private func askOnce<Answer>(
        _ request: Request, _ read: (Response) -> Answer?
    ) throws(ClientError) -> Answer {
        var live: CommandConnection
        if let kept = connection.take() {
            live = kept
        } else {
            live = try invocation.connect()
        }
        let answer = try Invocation.ask(&live, request, timeout: .seconds(60), read)
        connection = consume live
        return answer
    }

    /// When all output of a session came that the server knows now; the parts go to `body` in order.
    func recording(of target: String, _ body: (Recording) -> Void) throws(ClientError) {
        var (name, next): (String, UInt64?) = (target, nil)
        repeat {
            let part = try ask(.history(.recording(target: name, from: next))) { response in
                if case .recording(let recording) = response { recording } else { nil }
            }
            body(part)
            // An answer that does not go on would be asked for ever.
            next = part.next.flatMap { $0 > next ?? 0 ? $0 : nil }
            name = part.name
        } while next != nil
    }

    /// The bytes of a range of output that are still there, in order.
    func output(of session: SessionID, in range: Range<UInt64>) throws(ClientError) -> [UInt8] {
        var bytes: [UInt8] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let part = try part(of: session, holding: start)
            for run in part.runs {
                let end = run.offset &+ UInt64(run.bytes.count)
                let (from, to) = (max(run.offset, start), min(end, range.upperBound))
                guard from < to else { continue }
                bytes += run.bytes[Int(from - run.offset)..<Int(to - run.offset)]
            }
            start = part.end
        }
        return bytes
    }

    private func part(of session: SessionID, holding offset: UInt64) throws(ClientError) -> Part {
        if let index = parts.lastIndex(where: { $0.start <= offset && offset < $0.end }) {
            let part = parts.remove(at: index)
            parts.append(part)
            return part
        }
        let output = try ask(.history(.output(session: session, from: offset))) { response in
            if case .recordedOutput(let output) = response { output } else { nil }
        }
        let end = output.runs.last.map { $0.offset &+ UInt64($0.bytes.count) }
        let part = Part(start: offset, end: end.map { max($0, offset &+ 1) } ?? .max, runs: output.runs)
        if parts.count >= Self.partLimit { parts.removeFirst() }
        parts.append(part)
        return part
    }
}
