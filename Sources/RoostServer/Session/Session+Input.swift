import Logging
import RoostIO
import RoostModel
import RoostPTY
import RoostTerminal
import RoostWire

// What people and scripts send to the program, and what its terminal answers.
extension Session {
    /// More bytes than any key is encoded in.
    static let longestKey = 64

    // MARK: - Requests: what cannot be taken is an error

    /// Presses keys: all of them, or none.
    ///
    /// - Throws: ``Failure`` when the program has ended, or reads so little that there is no room. A key that makes a signal is always taken.
    func press(_ keys: [Key]) throws(Failure) {
        defer { settle() }
        try admitAndTake(keys)
    }

    private func admitAndTake(_ keys: [Key]) throws(Failure) {
        let first = keys.first.map { KeyEncoder.encode($0, modes: screen.terminal.inputModes) } ?? []
        if keys.count > 1 || input.signal(of: first) == nil {
            try admit(keys.count * Self.longestKey, for: "send to")
        }
        for key in keys { take(key) }
    }

    /// Pastes bytes; brackets as the program asked for.
    ///
    /// - Throws: ``Failure``, like ``press(_:)``.
    func paste(_ bytes: [UInt8]) throws(Failure) {
        let encoded = KeyEncoder.encodePaste(bytes, modes: screen.terminal.inputModes)
        try admit(encoded.count, for: "paste into")
        notePasted(String(decoding: bytes, as: UTF8.self))
        writeTyped(encoded)
    }

    /// Keeps what is pasted at an AI CLI's own prompt; see ``recordPrompt(_:)``.
    func notePasted(_ text: String) {
        if info.kind.isAgent, info.attention == nil, watch.isAtPrompt { typedPrompt.append(text) }
    }

    /// Checks that there is room for so many bytes of input.
    func admit(_ count: Int, for action: String) throws(Failure) {
        guard input.isOpen else {
            throw Failure(
                "\(action) \(info.name)", cause: "it has ended",
                advice: "roost restart \(info.name) starts it again")
        }
        guard !input.admits(count) else { return }
        throw Failure(
            "\(action) \(info.name)", cause: "its program does not read (\(input.byteCount) bytes wait)",
            advice: "interrupt it with roost send \(info.name) --keys C-c, or try again when it reads")
    }

    // MARK: - Attached clients: what cannot be taken is said once

    /// A key of a client: somebody typed it.
    func key(_ key: Key) {
        parts.lastKeystroke.note(id, at: clock.instant)
        accept { () throws(Failure) in try admitAndTake([key]) }
    }

    /// A paste of a client.
    func clientPaste(_ bytes: [UInt8]) {
        accept { () throws(Failure) in try paste(bytes) }
    }

    /// A mouse event in cells of this screen.
    func mouse(_ event: MouseEvent) {
        let modes = screen.terminal.inputModes
        if let bytes = KeyEncoder.encodeMouse(event, modes: modes) { return writeMouse(bytes) }
        // Mode 1007 as xterm has it: without mouse tracking the wheel is arrow keys on the alternate screen.
        guard screen.terminal.isAlternateScreen, event.action == .press else { return }
        let code: Key.Code
        switch event.button {
        case .wheelUp: code = .up
        case .wheelDown: code = .down
        default: return
        }
        let arrow = KeyEncoder.encode(Key(code: code), modes: modes)
        writeMouse(arrow + arrow + arrow)
    }

    private func writeMouse(_ bytes: [UInt8]) {
        accept { () throws(Failure) in
            try admit(bytes.count, for: "send to")
            write(bytes)
        }
    }

    private func accept(_ body: () throws(Failure) -> Void) {
        do throws(Failure) {
            try body()
        } catch {
            // An ended program is on screen as such; keys after its end mean nothing to it.
            guard input.isOpen, input.refuse() else { return }
            log.notice("\(error)")
            delegate.sessionNotice(.message("\(error)", isError: true), from: id)
        }
    }

    /// The outer terminal's focus, for a program that wants to know.
    func focus(_ isFocused: Bool) {
        reply(KeyEncoder.encodeFocus(isFocused, modes: screen.terminal.inputModes))
        if isFocused { seen() }
    }

    // MARK: - Writing

    /// What the terminal says to its program: dropped, the oldest first, if that does not read.
    func reply(_ bytes: [UInt8]) {
        guard input.reply(bytes, at: clock.instant) else { return }
        log.notice("its program asks the terminal and does not read: old answers are dropped")
    }

    /// Takes a key that was admitted.
    func take(_ key: Key) {
        watch.note(key)
        if info.kind.isAgent { recordPrompt(key) }
        let bytes = KeyEncoder.encode(key, modes: screen.terminal.inputModes)
        interrupting { () throws(PTYError) in try input.returnSignal(of: bytes) }
        guard let signal = input.signal(of: bytes) else { return writeTyped(bytes) }
        parts.traffic.typed(bytes.count)
        interrupting { () throws(PTYError) in try input.interrupt(signal, with: bytes, at: clock.instant) }
        settleEnters()
        wrote()
    }

    /// Makes way for a signal key, and says what is in the way of that.
    func interrupting(_ body: () throws(PTYError) -> Void) {
        do throws(PTYError) {
            try body()
        } catch {
            log.error("\(error)")
        }
    }

    /// Local echo shows what is typed, but never what is asked for without echo, nor controls that would do more.
    ///
    /// What counts is the terminal before the program has them: it may ask for a secret right behind.
    func writeTyped(_ bytes: [UInt8]) {
        let isShown = echoes(bytes)
        write(bytes)
        if isShown { print(bytes) }
    }

    /// Whether the program's terminal shows input by itself.
    func echoes(_ bytes: [UInt8]) -> Bool {
        guard screen.terminal.echoesLocally, let child = pump.child else { return false }
        return !PTY.isEchoOff(child.descriptor)
            && String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control || "\u{8}\t\n\r".unicodeScalars.contains($0)
            }
    }

    private func write(_ bytes: [UInt8]) {
        guard input.isOpen, !bytes.isEmpty else { return }
        parts.traffic.typed(bytes.count)
        input.type(bytes, at: clock.instant)
        wrote()
    }

    /// Who typed waits for what it does; the turn that wrote settles.
    func wrote() {
        let now = clock.instant
        pump.hurry()
        screen.answer(printed: pump.endOffset, at: now)
        watch.noteInput(into: screen.terminal, at: now)
    }

    /// Keeps what is typed at an AI CLI's own prompt, and nothing else: never an answer to a dialog, never what is
    /// typed where a login or another form may be.
    ///
    /// The screen must show the prompt box for each key, and still when the prompt is sent: that is looked at anew.
    func recordPrompt(_ key: Key) {
        if key.code == .enter, key.modifiers.isEmpty { detect() }
        guard !typedPrompt.isReported, info.attention == nil, watch.isAtPrompt, let child = pump.child,
            !PTY.isEchoOff(child.descriptor)
        else { return typedPrompt.forget() }
        if let prompt = typedPrompt.record(key) {
            pump.handOver(with: [startCommand(prompt, isPrompt: true, at: pump.endOffset)])
        }
    }
}
