import ArgumentParser
import FoundationEssentials
import Glibc
import RoostIO

/// The program that looks like one more print-mode CLI, and asks an HTTP API.
///
/// Exit status: 0 answered, 1 not answered, 2 it was asked for what cannot be, 128 + n ended by signal n.
@main enum RoostAPIProgram {
    static func main() {
        do {
            let words = Array(CommandLine.arguments.dropFirst())
            let command = try APICommand.parse(words)
            let environment = ProcessInfo.processInfo.environment
            exit(try Interruption.run { await run(command, environment) })
        } catch let error as RoostIO.IOError {
            exit(report("\(error)", status: 1))
        } catch {
            let isHelp = APICommand.exitCode(for: error) == .success
            let message = APICommand.fullMessage(for: error)
            guard !isHelp else {
                print(message)
                exit(0)
            }
            exit(report(String(message.trimmingPrefix("Error: ")), status: 2))
        }
    }

    /// Runs, and says what went wrong.
    ///
    /// - Returns: The exit status; nil when it was cancelled.
    private static func run(_ command: APICommand, _ environment: [String: String]) async -> Int32? {
        do {
            return try await APIRun(command, environment: environment).run()
        } catch is CancellationError {
            return nil
        } catch let error as ChatHistoryFolder.Failure {
            return report(error.description, status: 1)
        } catch let error as StandardStreams.Failure {
            return report(error.description, status: 1)
        } catch {
            return report("\(error)", status: 2)
        }
    }

    private static func report(_ words: String, status: Int32) -> Int32 {
        Host.writeError(Array("roost-api: \(words)\n".utf8))
        return status
    }
}
