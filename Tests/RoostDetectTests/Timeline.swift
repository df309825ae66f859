import RoostDetect
import RoostModel
import RoostTerminal

/// Plays a recording through a terminal and keeps each new verdict in a line.
///
/// The recordings have no times: each piece of output counts as `interval` milliseconds.
func timeline(
    _ name: String, provider: String, rows: Int, columns: Int, piece: Int, interval: Int64 = 20
) -> [String] {
    let bytes = Fixture.bytes(name)
    var terminal = Terminal(size: TerminalSize(rows: rows, columns: columns), options: TerminalOptions())
    var detector = Detector(provider: provider)
    var lines: [String] = []
    var now: Int64 = 0
    var progress: Int?
    var status: ProgramStatus?
    func look(_ terminal: borrowing Terminal, quiet: Int64, _ notifications: [String]) {
        var observation = Observation(
            provider: provider, rows: (0..<rows).map { terminal.line($0).text() },
            cursorRow: terminal.cursor.row, cursorColumn: terminal.cursor.column, title: terminal.title,
            progressState: progress, isAlternateScreen: terminal.isAlternateScreen, isEchoOff: false,
            isCommandRunning: nil, quietMilliseconds: quiet, notifications: notifications,
            now: Timestamp(milliseconds: now))
        observation.status = status
        let line = detector.evaluate(observation).line
        if lines.last != line { lines.append(line) }
    }
    for start in stride(from: 0, to: bytes.count, by: piece) {
        now += interval
        terminal.feed(Array(bytes[start..<min(start + piece, bytes.count)]))
        var notifications: [String] = []
        for event in terminal.takeEvents() {
            switch event {
            case .progress(let state, _): progress = state == 0 ? nil : state
            case .programStatus(let said): status = said
            case .notification(let title, let body): notifications.append(body.isEmpty ? title : body)
            default: break
            }
        }
        look(terminal, quiet: 0, notifications)
    }
    now += 3000
    look(terminal, quiet: 3000, [])
    return lines
}
