import RoostTestSupport
/// Bytes of one class, as a terminal reads them from a pty: line ends are CR LF.
///
/// The same in every run and on every machine.
struct Payload: Sendable {
    let name: String
    let summary: String
    /// MB per second of CPU time to reach; nil where none is set.
    let goal: Int?
    /// Appends a piece: a line, a frame, a move.
    private let piece: @Sendable (inout SeededGenerator, inout [UInt8]) -> Void

    /// The screen that they are made for, and fed to.
    static let rows = 50
    static let columns = 200

    init(
        _ name: String, _ summary: String, goal: Int? = nil,
        piece: @escaping @Sendable (inout SeededGenerator, inout [UInt8]) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.goal = goal
        self.piece = piece
    }

    /// At least so many bytes.
    func bytes(_ count: Int) -> [UInt8] {
        var random = SeededGenerator(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 65_536)
        while bytes.count < count { piece(&random, &bytes) }
        return bytes
    }

    static let all: [Payload] = [
        Payload("log", "lines of a server's log", goal: 500, piece: log),
        Payload("sgr", "two of 256 colours for each cell", goal: 400, piece: indexedColors),
        Payload("rgb", "two of 24-bit colours for each cell", goal: 300, piece: directColors),
        Payload("cursor", "short words all over the screen", goal: 300, piece: cursorMotion),
        Payload("unicode", "CJK, Hangul, emoji, combining marks", goal: 150, piece: unicode),
        Payload("yes", "y and a line end", goal: 80) { _, bytes in bytes += "y\r\n".utf8 },
        Payload("region", "y in a scroll region", goal: 60, piece: scrollRegion),
        Payload("alternate", "random places of the alternate screen", piece: alternateScreen),
        Payload("cargo", "the messages of a compiler", piece: compilerLog),
        Payload("light", "whole screens of plain text", goal: 1500, piece: lightCells),
    ]
}
