import ArgumentParser
import Glibc
import RoostClient
import RoostConfig
import RoostWire

/// How a command that threw ends: its words, where they go, and the status.
///
/// 0 help and such, 1 it could not be done, 2 bad usage, 3 a wait timed out, 4 a prompt got no answer.
struct Outcome: Equatable {
    /// What to print, without a newline at its end; empty for nothing.
    let message: String
    /// The process's status.
    let status: Int32

    /// Help goes to the output, errors do not.
    var isError: Bool { status != 0 }

    /// Reads an error that came out of parsing or running.
    init(_ error: any Error) {
        switch error {
        case let error as ClientError: self.init(message: "roost: \(error)", status: 1)
        case let error as Failure: self.init(message: "roost: \(error)", status: 1)
        case let error as ConfigError: self.init(message: "roost: \(error) (\(error.advice))", status: 1)
        case let code as ExitCode: self.init(message: "", status: code.rawValue)
        default: self.init(parserError: error)
        }
    }

    private init(message: String, status: Int32) {
        self.message = message
        self.status = status
    }

    private init(parserError error: any Error) {
        let message = Roost.fullMessage(for: error)
        switch Roost.exitCode(for: error) {
        case .success: self.init(message: message, status: 0)
        case .validationFailure:
            let words =
                message.hasPrefix("Error: ") ? "roost: " + message.dropFirst("Error: ".count) : message
            self.init(message: words, status: 2)
        default:
            self.init(message: "roost: \(error)", status: 1)
        }
    }

    /// Prints and ends the process.
    func exit() -> Never {
        if !message.isEmpty {
            // What was printed before comes before, also when both go to one place.
            CallingTerminal.flush()
            if isError { CallingTerminal.printError(message) } else { print(message) }
        }
        Glibc.exit(status)
    }
}
