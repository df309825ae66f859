import ArgumentParser
import RoostClient
import RoostIO
import RoostWire

/// `roost paste`: hands the standard input to a session as one paste.
struct PasteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paste", abstract: "Paste the standard input into a session.",
        discussion: "A program that asked for it gets the text in brackets, so that it runs no line of it.")

    /// As a request it is JSON, four bytes for one in the worst case; a frame takes 64 MiB.
    private static let limit = 12 << 20

    @OptionGroup var session: TargetArgument

    func run() throws {
        let bytes: [UInt8]
        do throws(IOError) {
            bytes = try Files.readAll("/dev/stdin", maximum: Self.limit)
        } catch {
            throw ClientError(
                .refused, "paste", cause: "\(error)", advice: "at most \(Self.limit >> 20) MiB go at once")
        }
        try Invocation().perform(
            .session(.paste(target: session.target, bytes: bytes)), timeout: .seconds(20))
    }
}
