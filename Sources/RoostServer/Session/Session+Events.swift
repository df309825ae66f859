import RoostDetect
import RoostIO
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

// What the program tells its terminal.
extension Session {
    /// Does what the program told its terminal; each with the offset of the output after it.
    func handle(_ events: [(event: TerminalEvent, offset: UInt64)]) {
        guard !events.isEmpty else { return }
        var hasChanged = false
        var records: [CommandRecord] = []
        for (event, offset) in events {
            switch event {
            case .bell:
                delegate.sessionNotice(.bell(session: id), from: id)
                hasChanged = take(.bell(at: clock.now)) || hasChanged
            case .title(let title):
                info.title = VisibleText.bounded(title, to: VisibleText.titleLimit)
                watch.noteTitle(at: clock.instant)
                hasChanged = true
            case .workingDirectory(let path):
                guard path.hasPrefix("/") else { continue }
                setDirectory(String(path.prefix(4096)))
                hasChanged = true
            case .promptStarted:
                watch.note(status: nil)
                if let record = commands.finish(exitCode: nil, at: clock.now) { records.append(record) }
                hasChanged = hasChanged || !info.isAtPrompt
                info.isAtPrompt = true
            case .commandStarted:
                typeFirstLine()
            case .commandExecuted(let text, _):
                let start = pump.commandStart(after: commands.newestOffset, upTo: offset) ?? offset
                records.append(startCommand(text, isPrompt: false, at: start))
                info.isAtPrompt = false
                hasChanged = true
            case .commandFinished(let exitCode):
                if (exitCode ?? 0) > 128 { input.mayLackSignals = true }
                if let record = commands.finish(exitCode: exitCode, at: clock.now) { records.append(record) }
            case .clipboard(let selection, let bytes):
                guard configuration.acceptsClipboard else { continue }
                delegate.sessionNotice(.clipboard(selection: selection, bytes: bytes), from: id)
            case .notification(let wholeTitle, let wholeBody):
                let title = VisibleText.bounded(wholeTitle, to: VisibleText.titleLimit)
                let body = String(wholeBody.prefix(4096))
                watch.note(notification: body.isEmpty ? title : body)
                delegate.sessionNotice(.notification(session: id, title: title, body: body), from: id)
            case .progress(let state, let percent):
                info.progress = state == 0 ? nil : min(max(percent, 0), 100)
                watch.note(progress: state, at: clock.instant)
                hasChanged = true
            case .programStatus(let status):
                watch.note(status: status)
            case .colorScheme, .alternateScreen:
                break
            }
        }
        info.running = commands.runningWord
        if !records.isEmpty { pump.handOver(with: records) }
        if hasChanged { changed() }
    }

    /// A command or a prompt begins at an offset of the output.
    func startCommand(_ text: String, isPrompt: Bool, at offset: UInt64) -> CommandRecord {
        let text = String(text.prefix(16_384))
        return commands.start(
            isPrompt ? redactor.redact(text) : CommandRedactor().redact(text), isPrompt: isPrompt,
            session: id, cwd: info.cwd,
            at: clock.now, offset: offset)
    }

    /// The program's directory changed, or was looked up; true when it is another one.
    @discardableResult
    func setDirectory(_ path: String) -> Bool {
        // A path without its links says less than the one that is known.
        guard path != info.cwd, !Host.isSame(path, info.cwd) else { return false }
        info.cwd = path
        info.branch = GitBranch.name(in: path)
        return true
    }
}
