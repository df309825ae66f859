import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostModel
import RoostWire

/// `roost debug export`: a session's output with nothing left out, to feed it to a terminal again.
///
/// JSON lines: the first says what it is (`format`, `roost`, `name`, `command`); each of the others has an `offset` in
/// bytes since the session's first output and a time `at`, and either `rows` and `cols` (the terminal got this size
/// before that byte) or `bytes` in base64 (RFC 4648 section 4). Offsets that are missing are output that is gone.
struct DebugExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a session's output and sizes down, byte by byte, as JSON lines.")

    @OptionGroup var session: TargetArgument

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where to; the standard output if left out.", valueName: "file"))
    var file: String?

    /// The first line.
    struct Head: Encodable {
        var format = 1
        let roost: String
        let name: String
        let command: [String]
    }

    /// Every other line.
    struct Line: Encodable {
        let offset: UInt64
        let at: Timestamp
        var rows: Int?
        var cols: Int?
        var bytes: Data?
    }

    func run() throws {
        let source = RecordingSource(Invocation())
        var (head, id): (Head?, SessionID?) = (nil, nil)
        var (blocks, resizes): ([RecordedBlock], [RecordedResize]) = ([], [])
        try source.recording(of: session.target) { part in
            head = Head(roost: Build.version, name: part.name, command: part.command)
            id = part.session
            blocks += part.blocks.list
            resizes += part.resizes
        }
        guard let head, let id else { return }
        var file = try ExportFile(file)
        try file.write(Self.line(head))
        var rest = resizes[...]
        for block in blocks {
            while let resize = rest.first, resize.offset <= block.offset {
                try file.write(Self.line(Self.line(of: resize)))
                rest.removeFirst()
            }
            let bytes = try source.output(
                of: id, in: block.offset..<block.offset &+ UInt64(clamping: block.length))
            guard !bytes.isEmpty else { continue }
            try file.write(Self.line(Line(offset: block.offset, at: block.at, bytes: Data(bytes))))
        }
        for resize in rest { try file.write(Self.line(Self.line(of: resize))) }
        try file.flush()
    }

    private static func line(of resize: RecordedResize) -> Line {
        Line(offset: resize.offset, at: resize.at, rows: resize.rows, cols: resize.columns)
    }

    private static func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [0x0A]
    }
}
