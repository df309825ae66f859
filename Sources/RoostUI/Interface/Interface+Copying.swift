import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What becomes of a text that was copied.
extension Interface {
    /// Keeps a text in the server for all clients, hands it out of here by every way that there is, and says which.
    func copy(_ text: String, what: String) {
        let bytes = Array(text.utf8)
        if !state.isReadOnly { ask(.buffer(.set(name: nil, bytes: bytes))) }
        var ways: [String] = []
        if state.configuration.osc52, outer.takesClipboard {
            outer.write(TerminalSequences.clipboard(bytes, selection: "c"))
            ways.append("OSC 52")
        }
        let line = state.configuration.copyCommand
        if let program = line.split(separator: " ").first, run(line, with: bytes) {
            ways.append(String(program))
        }
        if ways.isEmpty, let key = KeyNames.sequence(for: "paste", in: state.configuration) {
            ways.append(state.isReadOnly ? "nowhere: this client only looks on" : "\(key) pastes")
        }
        say("copied \(what)" + (ways.isEmpty ? "" : " (\(ways.joined(separator: ", ")))"), isError: false)
    }

    /// Starts the copy command; false when that is not possible, which is said.
    private func run(_ line: String, with bytes: [UInt8]) -> Bool {
        do throws(ClientError) {
            try CopyProcess(line, bytes: bytes, loop: loop) { [weak self] status in
                guard status != 0 else { return }
                self?.assumeIsolated {
                    $0.say("cannot copy with \(line): it ended with status \(status)", isError: true)
                }
            }
            return true
        } catch {
            say("\(error)", isError: true)
            return false
        }
    }
}
