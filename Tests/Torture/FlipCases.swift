import ArgumentParser
import Foundation
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostTestSupport

/// The worker of `flips`: uses damaged files as the server would; if something traps, this process is gone.
struct FlipCases: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flip-cases", abstract: "Use damaged files; flips starts this.", shouldDisplay: false)

    @Option var base: String
    @Option var first: Int
    @Option var last: Int
    @Option var seed: UInt64
    /// Says which case is under way.
    @Option var progress: String

    func run() throws {
        let whole = try State(of: base)
        var counts: [String: Int] = [:]
        for number in first..<last {
            try "\(number)".write(toFile: progress, atomically: false, encoding: .utf8)
            var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
            let result =
                switch number % 4 {
                case 3: try snapshot(whole, &generator)
                default: try files(number, whole, &generator)
                }
            counts[result, default: 0] += 1
        }
        for (name, count) in counts { print("\(name)=\(count)") }
    }

    /// A copy of the home with some bytes changed.
    private func files(
        _ number: Int, _ whole: State, _ generator: inout SeededGenerator
    ) throws -> String {
        // A folder of its own: the store of the case before may still be closing its files.
        let folder = base + ".case-\(number)"
        defer {
            for path in [folder, folder + ".open"] { try? FileManager.default.removeItem(atPath: path) }
        }
        try FileManager.default.copyItem(atPath: base, toPath: folder)
        let flip = try Flip(in: folder, &generator)
        if flip.isJournal { return try journals(folder, whole) }
        let state: State
        do {
            state = try State(of: folder)
        } catch {
            if "\(error)".count < 10 {
                print("FAIL \(flip): the message is only \("\(error)".debugDescription)")
            }
            return "\(flip.file): refused with a message"
        }
        State.write(to: folder)
        let same = whole.outputs.keys.count { whole.outputs[$0] == state.outputs[$0] }
        let isSaid = !state.damage.isEmpty
        // Plain text in the file has no checksum: it may differ, and nobody can know.
        return switch (same, isSaid) {
        case (whole.outputs.count, false): "\(flip.file): all output"
        case (whole.outputs.count, true): "\(flip.file): all output, other damage said"
        case (_, true): "\(flip.file): some output, damage said"
        default: "\(flip.file): some output, damage not noticed"
        }
    }

    private func journals(_ folder: String, _ whole: State) throws -> String {
        var damages = 0
        var bytes = 0
        let directory = folder + "/journal"
        for found in try Journal.list(directory: directory) {
            var journal = try Journal.recover(directory: directory, session: found.session) { _ in
                damages += 1
            }
            guard let start = journal?.startOffset, let end = journal?.endOffset else { continue }
            bytes += journal?.bytes(from: start, upTo: end).count ?? 0
            _ = journal?.resizes
            journal?.noteResize(rows: 40, columns: 100)
            journal?.trim(upTo: start &+ (end &- start) / 2)
            journal?.trim(upTo: end)
            journal?.remove()
        }
        if damages > 0 { return "journal: damage said" }
        return bytes < whole.journalBytes ? "journal: fewer bytes" : "journal: as many bytes"
    }

    /// A snapshot with some bytes changed; half of them with a checksum that says they are right.
    private func snapshot(_ whole: State, _ generator: inout SeededGenerator) throws -> String {
        guard var bytes = whole.snapshots.randomElement(using: &generator) else {
            return "snapshot: there is none"
        }
        for _ in 0..<Int.random(in: 1...16, using: &generator) {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        let isSealed = Bool.random(using: &generator)
        if isSealed { Self.seal(&bytes) }
        let kind = isSealed ? "sealed snapshot" : "snapshot"
        do {
            var terminal = try Terminal(snapshot: bytes, options: TerminalOptions())
            State.use(&terminal)
            return "\(kind): taken"
        } catch {
            return "\(kind): refused"
        }
    }

    /// Version 1 of the format has FNV-1a of everything before as its last eight bytes
    /// (http://www.isthe.com/chongo/tech/comp/fnv/).
    private static func seal(_ bytes: inout [UInt8]) {
        guard bytes.count > 17 else { return }
        bytes.replaceSubrange(0..<5, with: [0x52, 0x54, 0x53, 0x4E, 1])
        let body = UInt32(bytes.count - 17)
        for index in 0..<4 { bytes[5 + index] = UInt8(truncatingIfNeeded: body >> UInt32(8 * index)) }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes.dropLast(8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for index in 0..<8 {
            bytes[bytes.count - 8 + index] = UInt8(truncatingIfNeeded: hash >> UInt64(8 * index))
        }
    }
}

/// All that a home holds, read the way a server does.
private struct State {
    var outputs: [UInt64: [UInt8]] = [:]
    var snapshots: [[UInt8]] = []
    var journalBytes = 0
    var damage: [String] = []

    init(of folder: String) throws {
        let copy = folder + ".open"
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        let store = try Store.open(path: copy + "/roost.sqlite")
        _ = try store.nextSessionNumber()
        _ = try store.workspaces()
        for session in try store.sessions() {
            let id = session.number
            try store.offerSnapshots(of: id) { _, snapshot in
                snapshots.append(snapshot)
                if var terminal = try? Terminal(snapshot: snapshot, options: TerminalOptions()) {
                    Self.use(&terminal)
                }
                return false
            }
            var bytes: [UInt8] = []
            for part in try store.output(session: id, from: 0, limitBytes: 64 << 20) { bytes += part.bytes }
            outputs[id.rawValue] = bytes
            _ = try store.resizes(session: id, from: 0)
            _ = try store.lastCommand(session: id)
            for type in HistoryEntry.Kind.allCases {
                _ = try store.history(session: id, type: type, limit: 100)
            }
        }
        _ = try store.history(session: nil, type: nil, limit: 1000)
        _ = try store.search("alpha", session: nil, limit: 100)
        damage = store.damage
        for found in try Journal.list(directory: copy + "/journal") {
            guard let journal = try Journal.recover(directory: copy + "/journal", session: found.session)
            else {
                continue
            }
            journalBytes += journal.bytes(from: journal.startOffset, upTo: journal.endOffset).count
        }
    }

    /// Writes into a damaged database: errors are fine.
    static func write(to folder: String) {
        guard let store = try? Store.open(path: folder + "/roost.sqlite") else { return }
        for number in 1...4 as ClosedRange<UInt64> {
            let id = SessionID(rawValue: number)
            let end = (try? store.outputEnd(session: id)) ?? 0
            let at = Timestamp(milliseconds: 1_800_000_000_000)
            store.enqueue(.output(session: id, offset: end, at: at, bytes: Array("more\r\n".utf8)))
            store.enqueue(
                .event(EventRecord(session: id, at: at, .state(.running), offset: end)))
        }
        _ = try? store.flushBlocking(timeout: .seconds(20))
    }

    /// Does to a terminal what clients do.
    static func use(_ terminal: inout Terminal) {
        terminal.feed(Array("\u{1B}[?1049h\u{1B}[5;5Hx漢\u{1B}[?1049l\r\n\u{1B}[2J\u{1B}[Htext\r\n".utf8))
        terminal.resize(to: TerminalSize(rows: 10, columns: 33))
        terminal.resize(to: TerminalSize(rows: 50, columns: 150))
        for row in 0..<terminal.size.rows { _ = terminal.line(row).text() }
        for number in terminal.scrollbackRange { _ = terminal.scrollbackLine(number)?.text() }
        _ = terminal.takeEvents()
        _ = terminal.takeReplies()
        _ = terminal.encodeSnapshot()
    }
}
