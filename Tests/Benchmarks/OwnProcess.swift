import Foundation
import RoostTestSupport

/// This program, started again: for what must not see what ran before it.
enum OwnProcess {
    /// Its file; nil where there is no /proc.
    static var path: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }

    /// Starts it, or a copy of it, with `arguments`, under another program if `wrapper` names one with its arguments.
    ///
    /// - Returns: What it wrote, or nil if it could not be started.
    static func run(
        _ arguments: [String], from program: String? = path, under wrapper: [String] = []
    ) -> (output: String, errors: String)? {
        guard let program,
            let outcome = try? ChildProcess(wrapper + [program] + arguments).wait(seconds: 3600)
        else { return nil }
        return (outcome.output, outcome.errors)
    }
}
