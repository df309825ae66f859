import RoostModel
import RoostPTY

// The conversation of the AI CLI in the session.
extension Session {
    /// The program tells which conversation it has; true when it is another one than was known.
    func learn(_ told: SessionConversation) -> Bool {
        guard SessionConversation.isIdentifier(told.id) else { return false }
        var told = told
        if info.kind.isAgent {
            told = SessionConversation(provider: info.provider, id: told.id)
        } else if told.arguments.isEmpty, let known = info.conversation, known.provider == told.provider {
            told.arguments = known.arguments
        }
        guard told != info.conversation else { return false }
        info.conversation = told
        return true
    }

    /// What the program has written down of itself; what it tells by its hooks is newer.
    func noteFound(_ found: SessionConversation) {
        guard pump.child != nil, !info.state.isEnded,
            !typedPrompt.isReported || info.conversation == nil, learn(found)
        else { return }
        changed()
    }

    /// Types a line when the shell is at its first prompt.
    func typeAtPrompt(_ line: String) {
        firstLine = line
    }

    /// The shell is at its prompt: it takes the line that waits for it.
    func typeFirstLine() {
        guard let line = firstLine else { return }
        firstLine = nil
        writeTyped(Array(line.utf8) + [0x0D])
    }

    /// Looks whether a shell that does not tell of its prompts has come to its first one.
    func typeFirstLineUnmarked() {
        guard firstLine != nil, commands.isRunning == nil, let child = pump.child,
            PTY.foregroundProcessGroup(child.descriptor) == child.pid
        else { return }
        typeFirstLine()
    }
}
