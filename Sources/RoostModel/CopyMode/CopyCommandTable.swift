/// Every command of copy mode: its name, its keys and what the help page says.
///
/// Names and keys are those of tmux's `copy-mode` and `copy-mode-vi` tables (key-bindings.c), and each set has a few
/// from the other.
package enum CopyCommandTable {
    /// Which fingers a set of keys is for.
    package enum KeySet: String, CaseIterable, Sendable {
        case emacs, vi
    }

    /// A line of the table.
    package struct Spec: Hashable, Sendable {
        package let name: String
        package let command: CopyCommand
        /// What it does, for a person.
        package let help: String
        fileprivate let keys: [KeySet: [String]]

        /// The names of its keys in a set, the one that is told first.
        package func keys(_ set: KeySet) -> [String] { keys[set] ?? [] }
    }

    /// In groups: moving, scrolling, searching, selecting, leaving.
    package static let specs: [Spec] = [
        spec("cursor-left", .move(.left), "left", both: "Left", emacs: "C-b", vi: "h C-h BSpace"),
        spec("cursor-right", .move(.right), "right", both: "Right", emacs: "C-f", vi: "l"),
        spec("cursor-up", .move(.up), "up", both: "Up", emacs: "C-p", vi: "k"),
        spec("cursor-down", .move(.down), "down", both: "Down", emacs: "C-n", vi: "j"),
        spec(
            "start-of-line", .move(.lineStart), "to the start of the line", both: "Home", emacs: "C-a",
            vi: "0"),
        spec("end-of-line", .move(.lineEnd), "to the end of the line", both: "End", emacs: "C-e", vi: "$"),
        spec(
            "back-to-indentation", .move(.indentation), "to the first character of the line", emacs: "M-m",
            vi: "^"),
        spec("next-word", .move(.nextWord(.letters)), "to the next word", vi: "w"),
        spec("next-space", .move(.nextWord(.blanks)), "to the next word, by blanks", vi: "W"),
        spec("previous-word", .move(.previousWord(.letters)), "to the word before", emacs: "M-b", vi: "b"),
        spec("previous-space", .move(.previousWord(.blanks)), "to the word before, by blanks", vi: "B"),
        spec("next-word-end", .move(.wordEnd(.letters)), "to the end of the word", emacs: "M-f", vi: "e"),
        spec("next-space-end", .move(.wordEnd(.blanks)), "to the end of the word, by blanks", vi: "E"),
        spec("next-paragraph", .move(.nextParagraph), "to the next blank line", emacs: "M-}", vi: "}"),
        spec(
            "previous-paragraph", .move(.previousParagraph), "to the blank line before", emacs: "M-{",
            vi: "{"),
        spec(
            "next-matching-bracket", .move(.matchingBracket), "to the bracket that belongs to this one",
            emacs: "C-M-f C-M-b", vi: "%"),
        spec("jump-forward", .jump(.forward), "to a character that is typed next", both: "f"),
        spec("jump-backward", .jump(.backward), "back to a character that is typed next", both: "F"),
        spec("jump-to-forward", .jump(.toForward), "up to a character that is typed next", both: "t"),
        spec("jump-to-backward", .jump(.toBackward), "back up to a character that is typed next", both: "T"),
        spec("jump-again", .jumpAgain, "the last jump again", both: ";"),
        spec("jump-reverse", .jumpReverse, "the last jump the other way", both: ","),
        spec("top-line", .move(.viewTop), "to the top row", emacs: "M-R", vi: "H"),
        spec("middle-line", .move(.viewMiddle), "to the middle row", emacs: "M-r", vi: "M"),
        spec("bottom-line", .move(.viewBottom), "to the bottom row", vi: "L"),
        spec(
            "history-top", .move(.historyTop), "to the oldest line", both: "C-Home", emacs: "M-<", vi: "g"),
        spec(
            "history-bottom", .move(.historyBottom), "to the newest line", both: "C-End", emacs: "M->",
            vi: "G"),
        spec("page-up", .move(.pageUp), "a page up", both: "PageUp", emacs: "M-v", vi: "C-b"),
        spec("page-down", .move(.pageDown), "a page down", both: "PageDown", emacs: "C-v Space", vi: "C-f"),
        spec("halfpage-up", .move(.halfPageUp), "half a page up", both: "M-Up", vi: "C-u"),
        spec("halfpage-down", .move(.halfPageDown), "half a page down", both: "M-Down", vi: "C-d"),
        spec("scroll-up", .scrollUp, "scroll a line up", both: "C-Up", vi: "C-y K"),
        spec("scroll-down", .scrollDown, "scroll a line down", both: "C-Down", vi: "C-e J"),
        spec("scroll-middle", .scrollMiddle, "this line to the middle", emacs: "C-l", vi: "z"),
        spec(
            "goto-line", .goToLine, "to a line by its number, counted from the newest", emacs: "g", vi: ":"),
        spec("set-mark", .setMark, "set the mark", both: "X"),
        spec("jump-to-mark", .jumpToMark, "to the mark, and back", both: "M-x"),
        spec(
            "search-forward", .search(forward: true), "search down, for an expression as in grep -E",
            both: "/"),
        spec("search-backward", .search(forward: false), "search up, the same", both: "?"),
        spec(
            "search-forward-incremental", .searchIncrementally(forward: true), "search down while typing",
            both: "C-s"),
        spec(
            "search-backward-incremental", .searchIncrementally(forward: false), "search up while typing",
            both: "C-r"),
        spec("search-word-forward", .searchWord(forward: true), "search down for this word", vi: "*"),
        spec("search-word-backward", .searchWord(forward: false), "search up for this word", vi: "#"),
        spec("search-again", .searchAgain, "the next match", both: "n"),
        spec("search-reverse", .searchReverse, "the match before", both: "N"),
        spec(
            "begin-selection", .beginSelection, "begin a selection", emacs: "C-Space C-@ v", vi: "v Space"),
        spec("select-line", .selectLine, "select lines", both: "V"),
        spec("rectangle-toggle", .toggleRectangle, "select a rectangle, and back", both: "R", vi: "C-v"),
        spec("other-end", .otherEnd, "to the other end of the selection", both: "o"),
        spec("clear-selection", .clearSelection, "clear the selection", emacs: "C-g"),
        spec(
            "copy-selection-and-cancel", .copy, "copy the selection and leave", both: "Enter y",
            emacs: "C-w M-w", vi: "C-j"),
        spec(
            "copy-end-of-line-and-cancel", .copyLineEnd, "copy to the end of the line and leave",
            emacs: "C-k", vi: "D"),
        spec("clear-or-cancel", .escape, "clear the selection, or leave", both: "Escape"),
        spec("cancel", .cancel, "leave", both: "q C-c"),
    ]

    /// The command of a name, as a configuration binds it.
    ///
    /// - Throws: That there is none, and which one is called nearly so.
    package static func parse(_ name: String) throws(CommandProblem) -> CopyCommand {
        if let spec = byName[name] { return spec.command }
        let near = Spelling.nearest(to: name, among: specs.map(\.name))
        throw CommandProblem(
            "bind a key of copy mode to \(name)", "copy mode has no such command",
            near.map { "did you mean \($0)?" })
    }

    /// The line of a command.
    package static func spec(of command: CopyCommand) -> Spec? { byCommand[command] }

    /// The keys of a set, by their names.
    package static func keys(_ set: KeySet) -> [String: CopyCommand] {
        set == .vi ? vi : emacs
    }

    private static let byName = Dictionary(specs.map { ($0.name, $0) }) { first, _ in first }
    private static let byCommand = Dictionary(specs.map { ($0.command, $0) }) { first, _ in first }
    private static let emacs = table(.emacs)
    private static let vi = table(.vi)

    private static func table(_ set: KeySet) -> [String: CopyCommand] {
        var table: [String: CopyCommand] = [:]
        for spec in specs { for key in spec.keys(set) { table[key] = spec.command } }
        return table
    }

    private static func spec(
        _ name: String, _ command: CopyCommand, _ help: String, both: String = "", emacs: String = "",
        vi: String = ""
    ) -> Spec {
        func names(_ own: String) -> [String] { "\(both) \(own)".split(separator: " ").map(String.init) }
        return Spec(name: name, command: command, help: help, keys: [.emacs: names(emacs), .vi: names(vi)])
    }
}
