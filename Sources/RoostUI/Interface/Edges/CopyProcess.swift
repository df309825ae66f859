import RoostClient
import RoostIO
import Synchronization

/// The user's copy command at work: gets what was copied, and says how it went.
///
/// Keeps itself until the command has ended.
final class CopyProcess: Sendable {
    /// More than this is kept by no paste buffer either.
    private static let marks = WaterMarks(low: 0, high: 32 << 20, limit: 64 << 20)

    private let command: PipedCommand
    private let writer: StreamWriter
    private let watch = Mutex<Watch?>(nil)

    /// Starts the command and gives it the bytes.
    ///
    /// - Parameters:
    ///   - line: For the shell.
    ///   - bytes: What was copied.
    ///   - loop: Where `done` is called.
    ///   - done: Gets the exit status, once.
    /// - Throws: ``ClientError`` when it cannot be started.
    @discardableResult
    init(
        _ line: String, bytes: [UInt8], loop: EventLoop, done: @escaping @Sendable (Int32) -> Void
    ) throws(ClientError) {
        let command = try PipedCommand(line)
        self.command = command
        // A command that does not read to the end is no failure by itself: its status tells.
        writer = StreamWriter(
            descriptor: command.input, loop: loop, marks: Self.marks, onWritable: {},
            onError: { _ in command.closeInput() })
        do throws(IOError) {
            let watch = try loop.watch(command.end, for: .readable) { [self] _ in
                guard let status = self.command.takeStatus() else { return }
                end()
                done(status)
            }
            self.watch.withLock { $0 = watch }
        } catch {
            throw ClientError(.notStarted, "run \(line)", cause: "\(error)")
        }
        writer.write(bytes)
        writer.finish { [writer] in
            writer.close()
            command.closeInput()
        }
    }

    /// Lets go of everything.
    private func end() {
        writer.close()
        command.closeInput()
        watch.withLock { $0.take() }?.cancel()
    }
}
