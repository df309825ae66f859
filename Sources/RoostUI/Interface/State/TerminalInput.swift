import RoostTerminal

/// Takes apart what the outer terminal sends, and decides what keys and mouse mean.
struct TerminalInput {
    var decoder = InputDecoder()
    var keys = KeyDispatcher()
    var mouse = MouseRouter()
    /// Keys, pastes and layout commands that wait until it is known which pane gets them.
    var held = HeldInput()
    var strayAnswer = StrayAnswer()
    var scroll = ScrollReport()
    /// Layout commands that the server has not answered.
    var pendingChanges = 0

    /// Takes the bytes of one read apart.
    ///
    /// ESC and a key in one read are that key with Alt, as in tmux, for a terminal writes both at once. The prefix key
    /// that comes in a read of its own was pressed after Escape, however soon: as M-C-b it would be lost. A terminal
    /// with the kitty protocol says itself which it is. A prefix key that types a character may be the rest of a
    /// sequence: it waits as all do.
    ///
    /// - Parameters:
    ///   - bytes: Not empty.
    ///   - isPrefix: Whether a key is the prefix key.
    /// - Returns: What they say, in order.
    mutating func events(in bytes: [UInt8], isPrefix: (Key) -> Bool) -> [InputEvent] {
        var escapes: [InputEvent] = []
        if decoder.isEscapePending, let first = bytes.first, first < 0x20, first != 0x1B,
            isPrefix(InputDecoder.key(ascii: first))
        {
            escapes = decoder.takeEscapes()
        }
        return escapes + decoder.feed(bytes)
    }
}
