import RoostTestSupport
import RoostKeeperProtocol
import RoostTerminal
import RoostWire

/// Frames as peers send them, mostly with a little damage in the body.
enum MessageGrammar {
    static func frame(_ random: inout SeededGenerator, _ material: borrowing Material) -> [UInt8] {
        var body: [UInt8]
        let kind: FrameKind
        let session = UInt64(random.below(1000))
        switch random.below(12) {
        case ..<4:
            kind = .screen
            body = screen(&random, material)
        case 4:
            kind = .key
            let name = random.pick(["a", "C-a", "M-S-Up", "F12", "Enter", "漢", "C-Space", "kp-5"])
            body = KeyInput(session: session, key: Key(name: name) ?? Key(code: .character("x"))).encoded
        case 5:
            kind = .mouse
            let event = MouseEvent(
                action: random.pick(MouseEvent.Action.allCases), button: .other(random.below(300)),
                row: random.below(70_000), column: random.below(70_000))
            body = MouseInput(session: session, event: event).encoded
        case 6:
            kind = .paste
            body = PasteInput(session: session, bytes: Array(material.pieceOfRecording(300, &random))).encoded
        case 7:
            kind = random.pick([.resize, .focus, .acknowledge])
            body = ViewSize(rows: random.below(70_000), columns: random.below(70_000)).encoded
            while body.count < random.below(20) { body.append(random.byte()) }
        case 8:
            kind = random.pick(FrameKind.allCases)
            body = (0..<random.size(1, 200)).map { _ in random.byte() }
        default:
            let (named, text) = random.pick(documents)
            kind = named
            body = document(named, text)
        }
        if random.below(4) > 0 { Mutation.damage(&body, times: random.size(1, 6), &random) }
        return Frame(kind: kind, body: body).encoded
    }

    private static func screen(_ random: inout SeededGenerator, _ material: borrowing Material) -> [UInt8] {
        var terminal = Terminal(
            size: TerminalSize(rows: random.number(1...12), columns: random.number(2...60)),
            options: TerminalOptions())
        terminal.feed(TerminalTarget.chunk(random.size(1, 1500), &random, material))
        let update = ScreenUpdate(
            session: 1, sequence: 1, size: terminal.size, cursor: terminal.cursor,
            isAlternateScreen: terminal.isAlternateScreen, isReverseVideo: terminal.isReverseVideo,
            scrollback: terminal.scrollbackRange, inputModes: terminal.inputModes, rows: [])
        var builder = ScreenUpdate.Builder(header: update, capacity: 256)
        for row in 0..<terminal.size.rows {
            if random.once(in: 5) {
                builder.appendMove(row: row, from: random.below(70_000))
            } else {
                builder.appendLine(row: row) { terminal.encodeLine(row, into: &$0) }
            }
        }
        return builder.finish()
    }

    private static let documents: [(FrameKind, String)] = [
        (.hello, #"{"version":{"major":2,"minor":0},"program":"0.1.0","pid":7,"capabilities":["x"]}"#),
        (.request, #"{"kind":"session.list","all":true}"#),
        (.request, #"{"kind":"session.capture","target":"a","format":"json","scrollback":true}"#),
        (.request, #"{"kind":"session.resize","target":"1","rows":-1,"columns":99999999999}"#),
        (.request, #"{"kind":"session.scrollback","session":3,"from":-5,"count":9223372036854775807}"#),
        (
            .request,
            #"{"kind":"session.wait","target":"x","condition":{"kind":"text","pattern":"(a+)+$"},"timeout_ms":-1}"#
        ),
        (.request, #"{"kind":"layout.change","command":{"kind":"preset","preset":"tiled"}}"#),
        (.response, #"{"kind":"done"}"#),
        (.response, #"{"kind":"failed","failure":{"what":"a","cause":"b"}}"#),
        (.response, #"{"kind":"scrollback","first":0,"count":1}"#),
        (.response, #"{"kind":"recorded_output","runs":[{"offset":0,"length":3}]}"#),
        (.notice, #"{"kind":"message","text":"text","error":false}"#),
        (.notice, #"{"kind":"clipboard","selection":"c"}"#),
        (.goodbye, #"{"kind":"refused","reason":"no"}"#),
        (.workspace, #"{"workspace":{},"sessions":[],"needy":[],"host":"h"}"#),
        (.workspaceRemoved, #"{"name":"w"}"#),
    ]

    /// JSON where the kind of frame has it, with raw bytes beside it.
    private static func document(_ kind: FrameKind, _ text: String) -> [UInt8] {
        var writer = ByteWriter()
        if kind == .request || kind == .response { writer.write(UInt32(1)) }
        switch kind {
        case .hello, .workspace, .workspaceRemoved, .sessions: writer.write(bytes: text.utf8)
        default:
            writer.write(text: text)
            writer.write(bytes: [16, 1, 65])
        }
        return writer.bytes
    }

    static func keeperFrame(_ random: inout SeededGenerator) -> [UInt8] {
        let path = Array("/bin/sh".utf8)
        let spawn = SpawnRequest(
            session: random.next(), rows: 24, columns: 80, path: path, directory: Array("/".utf8),
            arguments: [path, Array("-c".utf8)], environment: [Array("A=b".utf8)])
        let requests: [KeeperRequest] = [
            .hello(version: 1), .spawn(spawn), .take(session: 1), .journal(session: 2),
            .signal(session: 3, number: 9, toGroup: true), .stored(session: 4, pid: 5),
            .swap(path: path, arguments: [path]), .shutdown, .adopt(session: 1, pid: 2, start: 3), .rest,
        ]
        let request = random.pick(requests)
        var body = request.body
        if random.below(4) > 0 { Mutation.damage(&body, times: random.size(1, 4), &random) }
        if random.once(in: 4) { body = (0..<random.size(1, 120)).map { _ in random.byte() } }
        var frame = KeeperFrame(request.kind, body: body, carriesDescriptor: random.once(in: 2))
        // The keeper's own reports, and kinds that nobody knows.
        if random.once(in: 3) { frame.kind = UInt16(random.number(0...72)) }
        return frame.encoded
    }
}
