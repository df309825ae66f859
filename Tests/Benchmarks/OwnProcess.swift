import Foundation
import RoostTestSupport

/// This program, started again: for what must not see what ran before it.
enum OwnProcess {
    /// Starts it with `arguments`, under another program if `wrapper` names one with its arguments.
    ///
    /// - Returns: What it wrote, or nil if it could not be started.
    static func run(_ arguments: [String], under wrapper: [String] = []) -> (output: String, errors: String)?
    {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        else { return nil }
        let command = wrapper + [program] + arguments
        guard let outcome = try? ChildProcess(command).wait(seconds: 3600) else { return nil }
        return (outcome.output, outcome.errors)
    }
}
