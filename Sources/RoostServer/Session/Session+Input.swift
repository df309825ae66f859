import RoostIO
import RoostModel
import RoostPTY
import RoostTerminal
import RoostWire

// What people and scripts send to the program.
extension Session {
    /// The program's queue is the kernel's: more than the longest paste never waits here.
    static let inputMarks = WaterMarks(low: 0, high: 0, limit: 2 * Frame.maximumLength)
    /// More than this waiting for a program that does not read is refused.
    private static let inputLimit = 64 << 20

    /// A key of a client: somebody typed it.
    func key(_ key: Key) {
        lastKeystroke.note(id, at: .now)
        press(key)
    }

    /// A key that comes from a person or a script.
    func press(_ key: Key) {
        if info.kind.isAgent { recordPrompt(key) }
        writeTyped(KeyEncoder.encode(key, modes: screen.terminal.inputModes))
    }

    /// A mouse event in cells of this screen.
    func mouse(_ event: MouseEvent) {
        let modes = screen.terminal.inputModes
        if let bytes = KeyEncoder.encodeMouse(event, modes: modes) { return write(bytes) }
        // Mode 1007 as xterm has it: without mouse tracking the wheel is arrow keys on the alternate screen.
        guard screen.terminal.isAlternateScreen, event.action == .press else { return }
        let code: Key.Code
        switch event.button {
        case .wheelUp: code = .up
        case .wheelDown: code = .down
        default: return
        }
        let arrow = KeyEncoder.encode(Key(code: code), modes: modes)
        for _ in 0..<3 { write(arrow) }
    }

    /// Pasted bytes; brackets as the program asked for.
    func paste(_ bytes: [UInt8]) {
        if info.kind.isAgent, info.attention == nil {
            typedPrompt.append(String(decoding: bytes, as: UTF8.self))
        }
        writeTyped(KeyEncoder.encodePaste(bytes, modes: screen.terminal.inputModes))
    }

    /// Text as if it were typed, without brackets.
    func type(_ text: String, enter: Bool) {
        writeTyped(Array(text.utf8))
        if enter { press(Key(code: .enter)) }
    }

    /// The outer terminal's focus, for a program that wants to know.
    func focus(_ isFocused: Bool) {
        write(KeyEncoder.encodeFocus(isFocused, modes: screen.terminal.inputModes))
        if isFocused { seen() }
    }

    /// Local echo shows what is typed, but never what is asked for without echo, nor controls that would do more.
    private func writeTyped(_ bytes: [UInt8]) {
        write(bytes)
        guard screen.terminal.echoesLocally, let child = pump.child, !PTY.isEchoOff(child.descriptor),
            String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy({
                $0.properties.generalCategory != .control || "\u{8}\t\n\r".unicodeScalars.contains($0)
            })
        else { return }
        print(bytes)
    }

    private func write(_ bytes: [UInt8]) {
        guard let writer, !bytes.isEmpty, writer.pendingByteCount < Self.inputLimit else { return }
        writer.write(bytes)
        let now = ContinuousClock.now
        screen.answer(printed: pump.endOffset, at: now)
        watch.noteInput(at: now)
        settle()
    }

    /// Keeps what is typed at an AI CLI's prompt; never an answer to a dialog, never a secret.
    private func recordPrompt(_ key: Key) {
        guard info.attention == nil, let child = pump.child, !PTY.isEchoOff(child.descriptor) else {
            return typedPrompt.forget()
        }
        if let prompt = typedPrompt.record(key) {
            pump.handOver(with: [startCommand(prompt, isPrompt: true, at: pump.endOffset)])
        }
    }
}
