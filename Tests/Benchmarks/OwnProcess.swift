import Foundation

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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        guard (try? process.run()) != nil else { return nil }
        // Neither is ever more than a pipe holds.
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let messages = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (text, messages)
    }
}
