package import RoostModel

/// A key to press for an answer.
package enum AnswerKey: Hashable, Sendable {
    case text(String)
    case up, down, enter
}

extension Attention {
    /// The option that somebody names by its key, its label in either case, or, where no key is a number, its place
    /// from 1 on.
    package func option(_ name: String) -> Option? {
        let folded = name.lowercased()
        if let named = options.first(where: { $0.key == name || $0.label.lowercased() == folded }) {
            return named
        }
        guard let place = Int(name), options.indices.contains(place - 1),
            options.allSatisfy({ Int($0.key) == nil })
        else { return nil }
        return options[place - 1]
    }

    /// The keys that take an option of what is asked.
    ///
    /// A menu with numbers takes its number at once, but codex's question about a folder: that takes "2" at once, and
    /// "1" not at all, so that what is selected there takes Enter. One without is walked from the option that is selected now.
    /// A question in a line takes the word and Enter.
    package func keys(for option: Option) -> [AnswerKey] {
        if kind == .trust, option.isSelected { return [.enter] }
        if option.key.utf8.allSatisfy(\.isDigit), option.key.utf8.count == 1 { return [.text(option.key)] }
        guard let selected = options.firstIndex(where: \.isSelected) else {
            return [.text(option.key), .enter]
        }
        let wanted = options.firstIndex(of: option) ?? selected
        return Array(repeating: wanted < selected ? .up : .down, count: abs(wanted - selected)) + [.enter]
    }
}
