import RoostConfig
import RoostTerminal

/// The key tables of copy mode: tmux's `copy-mode` and `copy-mode-vi` (key-bindings.c), and a few from each other.
enum CopyKeys {
    /// What a key does; nil when nothing is bound.
    static func command(for word: String, _ keys: Configuration.CopyKeys) -> CopyCommand? {
        (keys == .vi ? vi : emacs)[word] ?? common[word]
    }

    /// Every key with what it does.
    static func bindings(_ keys: Configuration.CopyKeys) -> [String: CopyCommand] {
        common.merging(keys == .vi ? vi : emacs) { $1 }
    }

    private static let common: [String: CopyCommand] = [
        "Left": .move(.left), "Right": .move(.right), "Up": .move(.up), "Down": .move(.down),
        "Home": .move(.lineStart), "End": .move(.lineEnd), "PageUp": .move(.pageUp),
        "PageDown": .move(.pageDown),
        "C-Home": .move(.historyTop), "C-End": .move(.historyBottom),
        "C-Up": .scrollUp, "C-Down": .scrollDown, "M-Up": .move(.halfPageUp), "M-Down": .move(.halfPageDown),
        "Enter": .copy, "y": .copy, "q": .cancel, "Escape": .escape, "C-c": .cancel, "o": .otherEnd,
        "/": .search(forward: true), "?": .search(forward: false), "n": .searchAgain, "N": .searchReverse,
        "f": .jump(.forward), "F": .jump(.backward), "t": .jump(.toForward), "T": .jump(.toBackward),
        ";": .jumpAgain, ",": .jumpReverse, "V": .selectLine, "R": .toggleRectangle, "X": .setMark,
        "M-x": .jumpToMark,
    ]

    private static let emacs: [String: CopyCommand] = [
        "C-Space": .beginSelection, "C-@": .beginSelection, "C-a": .move(.lineStart), "C-e": .move(.lineEnd),
        "C-b": .move(.left), "C-f": .move(.right), "C-p": .move(.up), "C-n": .move(.down),
        "C-v": .move(.pageDown), "M-v": .move(.pageUp), "Space": .move(.pageDown),
        "M-<": .move(.historyTop), "M->": .move(.historyBottom), "M-m": .move(.indentation),
        "M-f": .move(.wordEnd(.letters)), "M-b": .move(.previousWord(.letters)), "M-R": .move(.viewTop),
        "M-r": .move(.viewMiddle), "M-{": .move(.previousParagraph), "M-}": .move(.nextParagraph),
        "C-M-f": .move(.matchingBracket), "C-M-b": .move(.matchingBracket), "C-l": .scrollMiddle,
        "C-s": .searchIncrementally(forward: true), "C-r": .searchIncrementally(forward: false),
        "C-g": .clearSelection, "C-w": .copy, "M-w": .copy, "C-k": .copyLineEnd, "g": .goToLine,
        "v": .beginSelection,
    ]

    private static let vi: [String: CopyCommand] = [
        "h": .move(.left), "l": .move(.right), "k": .move(.up), "j": .move(.down), "C-h": .move(.left),
        "BSpace": .move(.left), "0": .move(.lineStart), "$": .move(.lineEnd), "^": .move(.indentation),
        "w": .move(.nextWord(.vi)), "W": .move(.nextWord(.blanks)), "b": .move(.previousWord(.vi)),
        "B": .move(.previousWord(.blanks)), "e": .move(.wordEnd(.vi)), "E": .move(.wordEnd(.blanks)),
        "}": .move(.nextParagraph), "{": .move(.previousParagraph), "%": .move(.matchingBracket),
        "H": .move(.viewTop), "M": .move(.viewMiddle), "L": .move(.viewBottom),
        "g": .move(.historyTop), "G": .move(.historyBottom), "C-f": .move(.pageDown), "C-b": .move(.pageUp),
        "C-d": .move(.halfPageDown), "C-u": .move(.halfPageUp), "C-e": .scrollDown, "C-y": .scrollUp,
        "J": .scrollDown, "K": .scrollUp, "z": .scrollMiddle, "v": .beginSelection, "Space": .beginSelection,
        "C-v": .toggleRectangle, "C-j": .copy, "D": .copyLineEnd, ":": .goToLine,
        "*": .searchWord(forward: true), "#": .searchWord(forward: false),
        "C-s": .searchIncrementally(forward: true), "C-r": .searchIncrementally(forward: false),
    ]
}
