extension StringProtocol {
    /// As a name in a sentence: one that is empty would leave a hole.
    package var asName: String { isEmpty ? "\"\"" : String(self) }

    /// Without blanks and line ends at both ends.
    package var trimmingBlanks: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
