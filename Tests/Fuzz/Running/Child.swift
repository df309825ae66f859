import Foundation
import RoostTestSupport

/// This program, started again with other arguments.
final class Child {
    let name: String
    let caseFile: String
    let process: ChildProcess

    /// - Throws: If it cannot be started.
    init(_ arguments: [String], caseFile: String, name: String) throws {
        self.name = name
        self.caseFile = caseFile
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var environment = ProcessInfo.processInfo.environment
        // A trace of the stack takes longer than the case.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process = try ChildProcess([program] + arguments, environment: environment)
    }

    /// How it ended: `exit 0`, `signal 4, a trap` and so on, and what it wrote.
    ///
    /// - Throws: If it takes longer than the limits of its cases allow.
    func finish() throws -> (status: String, output: String) {
        let outcome = try process.wait(seconds: 48 * 3600)
        return (Self.name(of: outcome.status), outcome.errors + outcome.output)
    }

    private static func name(of status: Int32) -> String {
        guard status > 128 else { return "exit \(status)" }
        let signal = status - 128
        switch signal {
        case SIGILL, SIGTRAP: return "signal \(signal), a trap"
        case SIGPROF: return "signal \(signal), more than \(Worker.secondsPerCase) s"
        default: return "signal \(signal)"
        }
    }
}
