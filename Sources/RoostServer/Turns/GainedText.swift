import RoostModel

/// What a screen gained since a prompt: the lines between the prompt, as the program shows it, and its prompt box.
struct GainedText: Sendable {
    /// Characters of a prompt that are looked for: fewer than a program shows of it before it breaks the line.
    private static let keyLength = 20
    /// What CLIs put before an answer.
    private static let marks: Set<Character> = ["●", "⏺", "•"]

    private let firstLine: String
    private let rest: [Substring]

    /// Looks for what came after a prompt.
    init(prompt: String) {
        let lines = prompt.split(whereSeparator: \.isNewline)
        firstLine = (lines.first.map(String.init) ?? "").trimmingBlanks
        rest = Array(lines.dropFirst())
    }

    /// What identifies the prompt in a line.
    private var key: String { String(firstLine.prefix(Self.keyLength)).trimmingBlanks }

    /// Whether a line shows the prompt, or its beginning: nothing but what belongs to it follows there.
    func isShown(in line: String) -> Bool {
        guard !key.isEmpty, let start = line.firstRange(of: key)?.lowerBound else { return false }
        return firstLine.hasPrefix(String(line[start...]).trimmingBlanks)
    }

    /// The text after the prompt.
    ///
    /// - Parameter lines: Those above the program's own prompt box, oldest first; wrapped ones are one line.
    /// - Returns: Nil when there is none; all of the lines where the prompt is not among them any more.
    func text(in lines: [String]) -> String? {
        var gained = lines[...]
        if let index = lines.lastIndex(where: isShown) {
            gained = lines[(index + 1)...]
            dropRest(behind: lines[index], from: &gained)
        }
        while let line = gained.first, line.isBlankOrRule { gained.removeFirst() }
        while let line = gained.last, line.isBlankOrRule { gained.removeLast() }
        guard !gained.isEmpty else { return nil }
        return unmarked(Array(gained)).joined(separator: "\n")
    }

    /// Takes away what goes on of the prompt below the line that shows its beginning.
    private func dropRest(behind line: String, from lines: inout ArraySlice<String>) {
        guard let start = line.firstRange(of: key)?.lowerBound else { return }
        let shown = String(line[start...]).trimmingBlanks
        var left = [firstLine.dropFirst(shown.count)] + rest
        while let next = lines.first?.trimmingBlanks, !next.isEmpty {
            while let first = left.first, String(first).trimmingBlanks.isEmpty { left.removeFirst() }
            guard let first = left.first else { return }
            let wanted = String(first).trimmingBlanks
            guard wanted.hasPrefix(next) else { return }
            left[0] = Substring(wanted.dropFirst(next.count))
            lines.removeFirst()
        }
    }

    /// Without the mark before an answer, and the indent that belongs to it.
    private func unmarked(_ lines: [String]) -> [String] {
        guard let first = lines.first?.first, Self.marks.contains(first), lines[0].dropFirst().first == " "
        else {
            return lines
        }
        return lines.enumerated().map { index, line in
            index == 0 || line.hasPrefix("  ") ? String(line.dropFirst(2)) : line
        }
    }
}

extension String {
    /// It says nothing: blanks, or a line across.
    fileprivate var isBlankOrRule: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || (0x2500...0x257F).contains($0.value) }
    }
}
