import RoostConfig

/// What the keys of copy mode do, for the help page.
extension CopyKeys {
    /// Every key, in the order of ``lines``.
    static func described(_ keys: Configuration.CopyKeys) -> [(key: String, text: String)] {
        let names = bindings(keys)
        return lines.flatMap { command, text in
            names.filter { $0.value == command }.map(\.key).sorted { ($0.count, $0) < ($1.count, $1) }
                .map { ($0, text) }
        }
    }

    /// In groups: moving, scrolling, searching, selecting.
    static let lines: [(command: CopyCommand, text: String)] = [
        (.move(.left), "left"), (.move(.right), "right"), (.move(.up), "up"), (.move(.down), "down"),
        (.move(.lineStart), "to the start of the line"), (.move(.lineEnd), "to the end of the line"),
        (.move(.indentation), "to the first character of the line"),
        (.move(.nextWord(.vi)), "to the next word"),
        (.move(.nextWord(.blanks)), "to the next word, by blanks"),
        (.move(.previousWord(.vi)), "to the word before"),
        (.move(.previousWord(.blanks)), "to the word before, by blanks"),
        (.move(.previousWord(.letters)), "to the word before"),
        (.move(.wordEnd(.vi)), "to the end of the word"),
        (.move(.wordEnd(.blanks)), "to the end of the word, by blanks"),
        (.move(.wordEnd(.letters)), "to the end of the word"),
        (.move(.nextParagraph), "to the next blank line"),
        (.move(.previousParagraph), "to the blank line before"),
        (.move(.matchingBracket), "to the bracket that belongs to this one"),
        (.jump(.forward), "to a character that is typed next"),
        (.jump(.backward), "back to a character that is typed next"),
        (.jump(.toForward), "up to a character that is typed next"),
        (.jump(.toBackward), "back up to a character that is typed next"),
        (.jumpAgain, "the last jump again"), (.jumpReverse, "the last jump the other way"),
        (.move(.viewTop), "to the top row"), (.move(.viewMiddle), "to the middle row"),
        (.move(.viewBottom), "to the bottom row"), (.move(.historyTop), "to the oldest line"),
        (.move(.historyBottom), "to the newest line"), (.move(.pageUp), "a page up"),
        (.move(.pageDown), "a page down"), (.move(.halfPageUp), "half a page up"),
        (.move(.halfPageDown), "half a page down"), (.scrollUp, "scroll a line up"),
        (.scrollDown, "scroll a line down"), (.scrollMiddle, "this line to the middle"),
        (.goToLine, "to a line by its number, counted from the newest"), (.setMark, "set the mark"),
        (.jumpToMark, "to the mark, and back"),
        (.search(forward: true), "search down, for an expression as in grep -E"),
        (.search(forward: false), "search up, the same"),
        (.searchIncrementally(forward: true), "search down while typing"),
        (.searchIncrementally(forward: false), "search up while typing"),
        (.searchWord(forward: true), "search down for this word"),
        (.searchWord(forward: false), "search up for this word"), (.searchAgain, "the next match"),
        (.searchReverse, "the match before"), (.beginSelection, "begin a selection"),
        (.selectLine, "select lines"), (.toggleRectangle, "select a rectangle, and back"),
        (.otherEnd, "to the other end of the selection"), (.clearSelection, "clear the selection"),
        (.copy, "copy the selection and leave"), (.copyLineEnd, "copy to the end of the line and leave"),
        (.escape, "clear the selection, or leave"), (.cancel, "leave"),
    ]
}
