import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

extension CopyMode {
    /// Takes a key.
    mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        if prompt != nil { return handlePrompt(key, in: context) }
        if lifetime.isTransient { return leaveTransient(key) }
        if let jump = operands.pendingJump {
            operands.pendingJump = nil
            guard let character = key.typed?.first else { return [.redraw] }
            operands.lastJump = (jump, character)
            self.jump(jump, to: character, times: takeCount())
            return [.redraw]
        }
        let keys = context.configuration.copyKeys
        // A digit that has begun a count goes on with it, whatever else it is bound to.
        if operands.count != nil || context.configuration.copyCommand(for: key.word) == nil,
            let digit = digit(key.word, keys)
        {
            operands.count = min((operands.count ?? 0) * 10 + digit, 1_000_000)
            return [.redraw]
        }
        guard let command = context.configuration.copyCommand(for: key.word) else {
            operands.count = nil
            return []
        }
        return perform(command, in: context) + [.redraw]
    }

    /// The key that follows a selection by mouse is for the program; Escape only takes the selection away.
    private mutating func leaveTransient(_ key: Key) -> [OverlayEffect] {
        if case .modifier = key.code { return [] }
        if key.word == "Escape" { return [.close] }
        let frame = Frame(kind: .key, body: KeyInput(session: session.rawValue, key: key).encoded)
        return [.close, .send(frame)]
    }

    /// A digit of a count: plain in vi, with Alt in Emacs; a 0 that begins none is a motion in vi.
    private func digit(_ word: String, _ keys: CopyCommandTable.KeySet) -> Int? {
        let text = keys == .vi ? word[...] : word.hasPrefix("M-") ? word.dropFirst(2) : ""
        guard text.count == 1, let digit = Int(text), text.first != "+", digit > 0 || operands.count != nil
        else {
            return nil
        }
        return digit
    }

    private mutating func takeCount() -> Int {
        defer { operands.count = nil }
        return max(1, operands.count ?? 1)
    }

    private mutating func perform(_ command: CopyCommand, in context: UIContext) -> [OverlayEffect] {
        let times = takeCount()
        switch command {
        case .move(let motion):
            if lifetime.endsAtBottom, isAtBottom, selection == nil,
                motion == .pageDown || motion == .halfPageDown
            {
                return [.close]
            }
            for _ in 0..<min(times, 10_000) { move(motion, context.configuration.copyKeys) }
        case .scrollUp: scroll(by: -times)
        case .scrollDown:
            if lifetime.endsAtBottom, isAtBottom, selection == nil { return [.close] }
            scroll(by: times)
        case .scrollMiddle: top = max(firstLine, min(cursor.line - frame.rows / 2, bottomTop))
        case .jump(let jump):
            operands.pendingJump = jump
            operands.count = times > 1 ? times : nil
        case .jumpAgain:
            if let lastJump = operands.lastJump { jump(lastJump.jump, to: lastJump.character, times: times) }
        case .jumpReverse:
            if let lastJump = operands.lastJump {
                jump(lastJump.jump.reversed, to: lastJump.character, times: times)
            }
        case .search(let forward): ask(.search(forward: forward, isIncremental: false))
        case .searchIncrementally(let forward): ask(.search(forward: forward, isIncremental: true))
        case .searchAgain: return beginSearch(forward: search.isForward, from: cursor)
        case .searchReverse: return beginSearch(forward: !search.isForward, from: cursor)
        case .searchWord(let forward): return searchWord(forward: forward)
        case .goToLine: ask(.goToLine)
        case .setMark: mark = cursor
        case .jumpToMark:
            guard let mark else { return [.message("no mark is set", isError: false)] }
            (self.mark, cursor) = (cursor, clamped(mark))
            showCursor()
        case .cancel: return [.close]
        case .escape:
            if selection == nil, operands.count == nil { return [.close] }
            selection = nil
        case .beginSelection, .selectLine, .toggleRectangle, .otherEnd, .clearSelection, .copy, .copyLineEnd:
            return select(command, in: context)
        }
        return []
    }

    // MARK: Selection and copying

    private mutating func select(_ command: CopyCommand, in context: UIContext) -> [OverlayEffect] {
        switch command {
        case .beginSelection:
            let isOn = selection.map { $0.granularity == .cell && !$0.isRectangle } ?? false
            // vi's v leaves the selection again; C-Space begins anew.
            if isOn, context.configuration.copyKeys == .vi {
                selection = nil
            } else {
                drag.wasMouse = false
                selection = CopySelection(anchor: cursor, granularity: .cell)
            }
        case .selectLine:
            drag.wasMouse = false
            selection = CopySelection(anchor: selection?.anchor ?? cursor, granularity: .line)
        case .toggleRectangle:
            drag.wasMouse = false
            if selection == nil { selection = CopySelection(anchor: cursor, granularity: .cell) }
            selection?.granularity = .cell
            selection?.isRectangle.toggle()
        case .otherEnd:
            guard let anchor = selection?.anchor else { break }
            selection?.anchor = cursor
            cursor = anchor
            wantedColumn = cursor.column
            showCursor()
        case .clearSelection: selection = nil
        case .copy:
            guard let span = selectedSpan(in: context) else { return [.close] }
            return copy(span, stays: false, in: context)
        case .copyLineEnd:
            guard let document else { break }
            let rows = document.wholeLine(around: cursor.line)
            return copy(
                CopySelection.Span(
                    first: cursor, last: TextPosition(line: rows.upperBound, column: Int.max),
                    isRectangle: false),
                stays: false, in: context)
        default: break
        }
        return []
    }

    /// What is selected now.
    func selectedSpan(in context: UIContext) -> CopySelection.Span? {
        guard let document, let selection else { return nil }
        let includes = lifetime.isTransient || drag.wasMouse || context.configuration.copyKeys == .vi
        return selection.span(to: cursor, in: document, includesCursor: includes)
    }

    /// Copies, or waits until all lines have come; leaves afterwards, unless it `stays`.
    mutating func copy(_ span: CopySelection.Span, stays: Bool, in context: UIContext) -> [OverlayEffect] {
        guard let document else { return [] }
        guard document.has(span.lines.lowerBound..<span.lines.upperBound + 1) else {
            pendingCopy = PendingCopy(span: span, stays: stays)
            return [.redraw]
        }
        pendingCopy = nil
        let text = document.text(of: span)
        guard !text.isEmpty else { return stays ? [] : [.close] }
        let lines = text.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
        let amount =
            lines > 1 ? "\(lines) lines" : text.count == 1 ? "1 character" : "\(text.count) characters"
        return [.copy(text, what: amount)] + (stays ? [.redraw] : [.close])
    }
}
