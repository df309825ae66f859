/// What a key does in copy mode; named as tmux names its copy-mode commands.
enum CopyCommand: Hashable, Sendable {
    /// Where the cursor goes.
    enum Motion: Hashable, Sendable {
        case left, right, up, down
        case lineStart, lineEnd, indentation
        case nextWord(ScrollbackDocument.WordKind), previousWord(ScrollbackDocument.WordKind)
        case wordEnd(ScrollbackDocument.WordKind)
        case nextParagraph, previousParagraph, matchingBracket
        case viewTop, viewMiddle, viewBottom
        case historyTop, historyBottom
        case pageUp, pageDown, halfPageUp, halfPageDown
    }

    /// Where a jump to a character in the line ends.
    enum Jump: Hashable, Sendable {
        case forward, backward, toForward, toBackward

        var reversed: Jump {
            switch self {
            case .forward: .backward
            case .backward: .forward
            case .toForward: .toBackward
            case .toBackward: .toForward
            }
        }

        var isForward: Bool { self == .forward || self == .toForward }
    }

    case move(Motion)
    case scrollUp, scrollDown, scrollMiddle
    case jump(Jump), jumpAgain, jumpReverse
    case search(forward: Bool), searchIncrementally(forward: Bool), searchAgain, searchReverse
    case searchWord(forward: Bool)
    case beginSelection, selectLine, toggleRectangle, otherEnd, clearSelection
    case copy, copyLineEnd
    case setMark, jumpToMark, goToLine
    case cancel
    /// Clears the selection, or leaves if there is none.
    case escape
}
