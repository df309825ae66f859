import Foundation

/// This program, started again with other arguments.
final class Child {
    let name: String
    let caseFile: String
    private let process = Process()
    private let outputFile: String

    /// Nil if it cannot be started.
    ///
    /// What it writes goes to a file beside `caseFile`; `onEnd` is called when it has ended.
    init?(
        _ arguments: [String], caseFile: String, name: String, onEnd: @escaping @Sendable () -> Void = {}
    ) {
        self.name = name
        self.caseFile = caseFile
        outputFile = caseFile + ".output"
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            FileManager.default.createFile(atPath: outputFile, contents: nil),
            let output = FileHandle(forWritingAtPath: outputFile)
        else { return nil }
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        var environment = ProcessInfo.processInfo.environment
        // A trace of the stack takes longer than the case.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process.environment = environment
        process.terminationHandler = { _ in onEnd() }
        guard (try? process.run()) != nil else { return nil }
    }

    var isRunning: Bool { process.isRunning }

    func wait() { process.waitUntilExit() }

    /// `exit 0`, `signal 4 (a trap)` and so on.
    var status: String {
        let code = process.terminationStatus
        guard process.terminationReason == .uncaughtSignal else { return "exit \(code)" }
        switch code {
        case SIGILL, SIGTRAP: return "signal \(code), a trap"
        case SIGPROF: return "signal \(code), more than \(Worker.secondsPerCase) s"
        default: return "signal \(code)"
        }
    }

    /// What it wrote.
    var output: String {
        String(decoding: Corpus.bytes(of: outputFile) ?? [], as: UTF8.self)
    }
}
