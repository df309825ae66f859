/// What a key does in copy mode.
package enum CopyCommand: Hashable, Sendable {
    /// What a motion by words takes for one.
    package enum Word: Hashable, Sendable {
        /// vi's `w`: letters, digits and `_`, or a run of other signs; with Emacs' keys letters and digits alone.
        case letters
        /// Everything between blanks.
        case blanks
    }

    /// Where the cursor goes.
    package enum Motion: Hashable, Sendable {
        case left, right, up, down
        case lineStart, lineEnd, indentation
        case nextWord(Word), previousWord(Word), wordEnd(Word)
        case nextParagraph, previousParagraph, matchingBracket
        case viewTop, viewMiddle, viewBottom
        case historyTop, historyBottom
        case pageUp, pageDown, halfPageUp, halfPageDown
    }

    /// Where a jump to a character in the line ends.
    package enum Jump: Hashable, Sendable {
        case forward, backward, toForward, toBackward

        /// The same the other way.
        package var reversed: Jump {
            switch self {
            case .forward: .backward
            case .backward: .forward
            case .toForward: .toBackward
            case .toBackward: .toForward
            }
        }

        /// To the right.
        package var isForward: Bool { self == .forward || self == .toForward }
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
