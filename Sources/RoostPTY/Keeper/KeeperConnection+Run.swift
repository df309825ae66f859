private import Glibc
import RoostIO
package import RoostKeeperProtocol

extension KeeperConnection {
    package typealias RunReply = @Sendable (consuming Result<PipedChild, PTYError>) -> Void

    /// Starts a child on two pipes.
    ///
    /// Only for a keeper of ``KeeperProtocol/runVersion`` or newer: an older one never answers.
    ///
    /// - Parameters:
    ///   - request: What to run.
    ///   - reply: Gets the child and both pipes, which are read by nobody else from then on.
    package func run(_ request: RunRequest, reply: @escaping RunReply) {
        let message = KeeperRequest.run(request)
        let refusal: Int32? =
            if message.body.count > KeeperProtocol.maximumBodyByteCount { E2BIG }
            // A NUL would cut it short.
            else if KeeperRequest(kind: message.kind.rawValue, body: message.body[...]) == nil { EINVAL } else
            { begin(request, reply) ? nil : ENOTCONN }
        guard let refusal else { return send(message) }
        execute { reply(.failure(PTYError(request.operation(.process), errno: refusal))) }
    }
}

/// Children on pipes that were asked for: the keeper tells their errors first, and then their output.
struct PendingRuns: ~Copyable {
    /// What was asked, and who waits for the answer.
    typealias Run = (request: RunRequest, reply: KeeperConnection.RunReply)

    private var runs: [UInt64: Run] = [:]
    /// The pipes of standard error that are here, by the number of the output; owned.
    private var errors: [UInt64: Int32] = [:]

    deinit {
        for descriptor in errors.values { _ = close(descriptor) }
    }

    /// False when there is one under the same number.
    mutating func begin(_ request: RunRequest, _ reply: @escaping KeeperConnection.RunReply) -> Bool {
        guard runs[request.output] == nil else { return false }
        runs[request.output] = (request, reply)
        return true
    }

    /// Takes a descriptor if it is the standard error of one; else gives false, and it stays the caller's.
    mutating func takeErrors(_ stream: UInt64, _ descriptor: Int32) -> Bool {
        guard let id = runs.first(where: { $0.value.request.errors == stream })?.key, errors[id] == nil
        else { return false }
        errors[id] = descriptor
        return true
    }

    /// The one that was started, or was not, and the pipe of its standard error, which becomes the caller's.
    mutating func end(_ output: UInt64) -> (run: Run, errors: Int32?)? {
        runs.removeValue(forKey: output).map { ($0, errors.removeValue(forKey: output)) }
    }

    /// All of them.
    mutating func endAll() -> [Run] {
        for descriptor in errors.values { _ = close(descriptor) }
        errors = [:]
        defer { runs = [:] }
        return Array(runs.values)
    }

    /// Answers with the child, unless one of its pipes could not be passed.
    static func started(
        _ run: Run, pid: Int32, start: UInt64, output: consuming Descriptor?, errors: Int32?
    ) {
        let errors: Descriptor? = errors.map { Descriptor($0) }
        guard let output, let errors else {
            return run.reply(.failure(PTYError(run.request.operation(.process), errno: EMFILE)))
        }
        run.reply(.success(PipedChild(pid: pid, start: start, output: output, errors: errors)))
    }

    static func failed(_ run: Run, _ stage: KeeperProtocol.Stage, errno: Int32) {
        run.reply(.failure(PTYError(run.request.operation(stage), errno: errno)))
    }
}

extension RunRequest {
    /// What failed, for a person.
    func operation(_ stage: KeeperProtocol.Stage) -> PTYError.Operation {
        .spawn(
            executable: String(decoding: path, as: UTF8.self),
            directory: String(decoding: directory, as: UTF8.self), stage: stage)
    }
}
