import RoostTestSupport
import Foundation
import RoostClient
import RoostKeeperProtocol
import RoostModel
import RoostTerminal
import RoostWire

/// Screens on their way to a viewer, and messages that a peer got wrong.
///
/// The case's variant: 0, a terminal is fed and a client's mirror follows it by updates, some of them
/// skipped; 1, each step's bytes are frames of roost's socket; 2, of the keeper's.
enum WireTarget {
    static func makeCase(_ random: inout SeededGenerator, _ material: borrowing Material) -> FuzzCase {
        if random.once(in: 2) {
            var input = TerminalTarget.makeCase(&random, material)
            input.target = .wire
            input.variant = 0
            return input
        }
        var input = FuzzCase(target: .wire, variant: random.once(in: 6) ? 2 : 1, seed: random.next())
        for _ in 0..<random.size(1, 30) {
            var bytes: [UInt8] = []
            for _ in 0..<random.number(1...4) {
                bytes +=
                    input.variant == 2
                    ? MessageGrammar.keeperFrame(&random) : MessageGrammar.frame(&random, material)
            }
            if random.once(in: 8) { Mutation.damage(&bytes, times: random.size(1, 4), &random) }
            input.steps.append(.bytes(bytes))
        }
        return input
    }

    static func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        switch input.variant {
        case 0: try follow(input, &features)
        case 1: try readFrames(input, &features)
        default: try readKeeperFrames(input, &features)
        }
    }

    // MARK: Screens

    private static func follow(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        let options = TerminalTarget.options(of: input)
        var random = SeededGenerator(seed: input.seed)
        var terminal = Terminal(
            size: TerminalSize(rows: input.rows, columns: input.columns), options: options)
        var mirror = ScreenMirror()
        var decoder = RoostWire.FrameDecoder()
        var stamps: [UInt64] = []
        for (index, step) in input.steps.enumerated() {
            let context = TerminalObserver.context(terminal)
            try TerminalTarget.apply(step, to: &terminal, options)
            _ = terminal.takeReplies()
            _ = terminal.takeEvents()
            // A slow viewer skips what lies between.
            guard index == input.steps.count - 1 || random.below(3) > 0 else { continue }
            let body = update(terminal, number: UInt64(index), &stamps)
            features.insert(60, context, UInt64(Int.bitWidth - body.count.leadingZeroBitCount))
            let received = try send(Frame(kind: .screen, body: body), through: &decoder, &random)
            mirror.apply(received)
            try compare(mirror, terminal)
        }
    }

    /// The difference to what a viewer has, as a server makes it.
    private static func update(
        _ terminal: borrowing Terminal, number: UInt64, _ stamps: inout [UInt64]
    ) -> [UInt8] {
        let size = terminal.size
        var builder = ScreenUpdate.Builder(
            header: ScreenUpdate(
                session: 1, sequence: number, size: size, cursor: terminal.cursor,
                isAlternateScreen: terminal.isAlternateScreen, isReverseVideo: terminal.isReverseVideo,
                scrollback: terminal.scrollbackRange, inputModes: terminal.inputModes, rows: []),
            capacity: 512)
        let old = stamps.count == size.rows ? stamps : []
        var places: [UInt64: Int] = [:]
        for (row, stamp) in old.enumerated() { places[stamp] = row }
        stamps = []
        for row in 0..<size.rows {
            let stamp = terminal.rowStamp(row)
            stamps.append(stamp)
            if row < old.count, old[row] == stamp { continue }
            if let from = places[stamp] {
                builder.appendMove(row: row, from: from)
            } else {
                builder.appendLine(row: row) { terminal.encodeLine(row, into: &$0) }
            }
        }
        return builder.finish()
    }

    private static func send(
        _ frame: Frame, through decoder: inout RoostWire.FrameDecoder, _ random: inout SeededGenerator
    ) throws(Violation) -> ScreenUpdate {
        let bytes = frame.encoded
        var start = 0
        var received: [Frame] = []
        do throws(WireError) {
            while start < bytes.count {
                let end = min(bytes.count, start + random.size(1, 65_536))
                decoder.append(bytes[start..<end])
                while let frame = try decoder.next() { received.append(frame) }
                start = end
            }
            try WireTarget.requireWire(received == [frame], "a frame")
            let update = try ScreenUpdate(decoding: frame.body)
            try WireTarget.requireWire(update.encoded == frame.body, "an update")
            return update
        } catch {
            throw Violation("a screen does not cross the wire: \(error)")
        }
    }

    private static func requireWire(_ condition: Bool, _ what: String) throws(WireError) {
        if !condition { throw .malformed("\(what) is another one behind it") }
    }

    private static func compare(
        _ mirror: borrowing ScreenMirror, _ terminal: borrowing Terminal
    ) throws(Violation) {
        try require(
            mirror.size == terminal.size && mirror.cursor == terminal.cursor
                && mirror.inputModes == terminal.inputModes && mirror.scrollback == terminal.scrollbackRange
                && mirror.isAlternateScreen == terminal.isAlternateScreen
                && mirror.isReverseVideo == terminal.isReverseVideo, "a viewer's modes are not the terminal's"
        )
        for row in 0..<terminal.size.rows {
            try require(
                mirror.lines[row] == terminal.line(row), "a viewer's row \(row) is not the terminal's")
        }
    }

    // MARK: Frames

    private static func readFrames(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        var decoder = RoostWire.FrameDecoder()
        var random = SeededGenerator(seed: input.seed)
        for case .bytes(let bytes) in input.steps {
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + random.size(1, 4096))
                decoder.append(bytes[start..<end])
                start = end
                guard try takeFrames(&decoder, &features) else {
                    // As a server does: the connection is closed, the next begins.
                    decoder = RoostWire.FrameDecoder()
                    break
                }
            }
        }
    }

    /// False when the stream cannot be read on.
    private static func takeFrames(
        _ decoder: inout RoostWire.FrameDecoder, _ features: inout FeatureSet
    ) throws(Violation) -> Bool {
        while true {
            let next: Frame?
            do throws(WireError) {
                next = try decoder.next()
            } catch {
                features.insert(61, hash("\(error)".prefix(20).description))
                return false
            }
            guard let next else { return true }
            try require(next.body.count <= Frame.maximumLength, "a frame is longer than it may be")
            try MessageCheck.check(next, &features)
        }
    }

    private static func readKeeperFrames(
        _ input: FuzzCase, _ features: inout FeatureSet
    ) throws(Violation) {
        var decoder = RoostKeeperProtocol.FrameDecoder()
        var random = SeededGenerator(seed: input.seed)
        for case .bytes(let bytes) in input.steps {
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + random.size(1, 4096))
                decoder.append(bytes[start..<end])
                start = end
                // Nothing can be read behind a frame that is too long.
                guard let frames = try? takeKeeperFrames(&decoder) else {
                    decoder = RoostKeeperProtocol.FrameDecoder()
                    break
                }
                for frame in frames { try check(frame, &features) }
            }
        }
    }

    private static func takeKeeperFrames(
        _ decoder: inout RoostKeeperProtocol.FrameDecoder
    ) throws(RoostKeeperProtocol.FrameDecoder.TooLong) -> [KeeperFrame] {
        var frames: [KeeperFrame] = []
        while let frame = try decoder.next() { frames.append(frame) }
        return frames
    }

    private static func check(_ frame: KeeperFrame, _ features: inout FeatureSet) throws(Violation) {
        let request = KeeperRequest(kind: frame.kind, body: frame.body[...])
        let report = KeeperReport(kind: frame.kind, body: frame.body[...])
        features.insert(62, UInt64(frame.kind), (request == nil ? 0 : 1) | (report == nil ? 0 : 2))
        if let request {
            let again = KeeperRequest(kind: request.kind.rawValue, body: request.body[...])
            try require(again == request, "a keeper's request changes when encoded")
        }
        if let report {
            let again = KeeperReport(kind: report.kind.rawValue, body: report.body[...])
            try require(again == report, "a keeper's report changes when encoded")
        }
    }

    static func hash(_ text: String) -> UInt64 {
        text.utf8.prefix(64).reduce(7) { $0 &* 31 &+ UInt64($1) }
    }
}
