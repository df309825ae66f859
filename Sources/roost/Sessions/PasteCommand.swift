import ArgumentParser
import RoostClient
import RoostIO
import RoostWire

/// `roost paste`: hands the standard input to a session as one paste.
struct PasteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paste", abstract: "Paste the standard input into a session.",
        discussion: "A program that asked for it gets the text in brackets, so that it runs no line of it.")

    /// Bytes that go at once; what is longer goes in parts, each when the program has read the one before.
    private static let partByteCount = 8 << 20

    @OptionGroup var session: TargetArgument

    func run() throws {
        var part = try read()
        guard part.count == Self.partByteCount else {
            return try Invocation().perform(
                .session(.paste(target: session.target, bytes: part)), timeout: .seconds(20))
        }
        var connection = try Invocation().connect()
        var place = PastePart.first
        while place != .last {
            try paste(part, place, over: &connection)
            part = try read()
            place = part.count == Self.partByteCount ? .middle : .last
        }
        try paste(part, .last, over: &connection)
    }

    private func read() throws(ClientError) -> [UInt8] {
        do throws(IOError) {
            return try StandardInput.read(Self.partByteCount)
        } catch {
            throw ClientError(
                .refused, "paste", cause: "\(error)", advice: "give a file or a pipe as standard input")
        }
    }

    /// A program may read slowly: the server itself gives up when it does not read at all.
    private func paste(
        _ bytes: [UInt8], _ part: PastePart, over connection: inout CommandConnection
    ) throws(ClientError) {
        try Invocation.ask(
            &connection, .session(.paste(target: session.target, bytes: bytes, part: part)), timeout: nil
        ) { _ in () }
    }
}
