import RoostModel

/// A menu that is the last thing on the screen: its options and where it stands.
struct Menu: Sendable {
    private(set) var options: [Attention.Option] = []
    /// The rows from the first option to the last.
    private(set) var rows: Range<Int>
    /// What the row below says about its keys; empty when there is none.
    private(set) var footer: ArraySlice<UInt8> = []

    /// More rows than a menu takes.
    private static let limit = 40
    /// More rows than the keys take in a narrow pane.
    private static let footerLimit = 3

    /// Finds the menu; nil when there is none, or when something that does not belong to it stands below.
    init?(in screen: ScreenText, _ rules: RuleSet) {
        let all = screen.rows
        let lowest = max(0, all.count - Self.limit)..<all.count
        guard !rules.selectionMarkers.isEmpty,
            let marked = lowest.last(where: { all[$0].starts(with: rules.selectionMarkers) }),
            let label = Label(all[marked], markers: rules.selectionMarkers)
        else { return nil }
        let keys = Self.keyRows(below: marked, in: screen, rules)
        footer = Self.joined(all, keys)
        guard !footer.isEmpty || !rules.isMenuFooterNeeded else { return nil }
        rows = marked..<(marked + 1)
        let end = keys.first ?? all.count
        if let number = label.number {
            collect(numbered: number, label, at: marked, all, end, screen.width)
        } else {
            collect(plain: label, at: marked, all, end)
        }
        guard options.count > 1 else { return nil }
        // Nothing else may follow.
        let rest = (rows.upperBound..<all.count).filter { index in
            all[index].kind == .text && !keys.contains(index)
                && !rules.menuAsides.contains { $0.matches(all[index].bytes) }
        }
        guard rest.count <= rules.rowsBelowMenu else { return nil }
        if rules.rowsBelowMenu > 0, all[marked].isFramed, rest.contains(where: { all[$0].isFramed }) {
            return nil
        }
    }

    /// The rows below the options that say the keys, in a narrow pane with those that they go on in.
    private static func keyRows(below marked: Int, in screen: ScreenText, _ rules: RuleSet) -> [Int] {
        let all = screen.rows
        var found: [Int] = []
        var index = marked + 1
        while index < all.count {
            let count = (1...footerLimit).first { count in
                let rows = Array(index..<min(index + count, all.count))
                guard rows.count == count, rows.allSatisfy({ all[$0].kind == .text }),
                    Label(all[index], markers: rules.selectionMarkers)?.number == nil
                else { return false }
                // Where the last of them says keys by itself, those above it are something else.
                return isFooter(joined(all, rows), rules)
                    && (count == 1 || !isFooter(all[index + count - 1].bytes, rules))
            }
            guard let count else {
                index += 1
                continue
            }
            found += index..<(index + count)
            index += count
            // A row that reaches the edge goes on in the next.
            while index < all.count, found.count < footerLimit, all[index].kind == .text,
                all[index - 1].width + 12 >= screen.width, all[index].indent == all[index - 1].indent
            {
                found.append(index)
                index += 1
            }
        }
        return found
    }

    private static func isFooter(_ text: ArraySlice<UInt8>, _ rules: RuleSet) -> Bool {
        rules.menuFooters.contains { $0.matches(text) }
    }

    private static func joined(_ all: [ScreenRow], _ rows: [Int]) -> ArraySlice<UInt8> {
        ArraySlice(rows.map { Array(all[$0].bytes) }.joined(separator: [0x20]))
    }

    /// The words of an option's row.
    private struct Label {
        var number: Int?
        /// The key in brackets before the words.
        var key: String?
        /// Where the number stands, or the words without one.
        var column: Int
        var words: ArraySlice<UInt8>
        /// Where the words start.
        var wordColumn: Int
        var isMarked: Bool

        init?(_ row: ScreenRow, markers: String) {
            guard row.kind == .text else { return nil }
            if let (rest, skipped) = row.contentAfter(markers) {
                guard !rest.isEmpty else { return nil }
                self.init(rest, column: row.indent + skipped, isMarked: true)
            } else {
                self.init(row.bytes, column: row.indent, isMarked: false)
            }
        }

        private init(_ bytes: ArraySlice<UInt8>, column: Int, isMarked: Bool) {
            self.column = column
            self.isMarked = isMarked
            words = bytes
            wordColumn = column
            // The one that is in force has a check mark.
            if bytes.starts(with: "✔ ".utf8) {
                words = bytes.dropFirst("✔ ".utf8.count)
                wordColumn += 2
            }
            // cursor-agent: `[a] Trust this workspace`
            if bytes.count > 4, bytes.first == 0x5B, bytes.dropFirst(2).starts(with: "] ".utf8) {
                key = bytes.dropFirst().prefix(1).text
                words = bytes.dropFirst(4)
            }
            let digits = bytes.prefix { $0.isDigit }
            let rest = bytes[digits.endIndex...]
            guard (1...2).contains(digits.count), rest.count > 2, rest.first == 0x2E || rest.first == 0x29,
                rest.dropFirst().first == 0x20
            else { return }
            number = Int(digits.text)
            words = rest.dropFirst(2).drop { $0 == 0x20 }
            wordColumn = column + (words.startIndex - bytes.startIndex)
        }
    }

    private mutating func add(_ label: Label, key: String, at index: Int) {
        let option = Attention.Option(key: key, label: label.words.text, isSelected: label.isMarked)
        if index < rows.lowerBound {
            options.insert(option, at: 0)
            rows = index..<rows.upperBound
        } else {
            options.append(option)
            rows = rows.lowerBound..<(index + 1)
        }
    }

    /// Options with numbers; rows that stand further right belong to the option above.
    private mutating func collect(
        numbered number: Int, _ label: Label, at marked: Int, _ all: [ScreenRow], _ end: Int, _ width: Int
    ) {
        add(label, key: String(number), at: marked)
        var next = number - 1
        for index in stride(from: marked - 1, through: max(0, marked - Self.limit), by: -1) where next >= 1 {
            guard all[index].kind == .text, let other = Label(all[index], markers: "") else { continue }
            if other.number == next, abs(other.column - label.column) <= 1 {
                add(other, key: String(next), at: index)
                next -= 1
            } else if other.column <= label.column {
                break
            }
        }
        guard next == 0 else { return options = [] }
        next = number + 1
        // A label that reached the edge goes on in the next row.
        var isCut = all[marked].width + 12 >= width
        for index in (marked + 1)..<max(end, marked + 1) {
            guard all[index].kind == .text, let other = Label(all[index], markers: "") else {
                isCut = false
                continue
            }
            if other.number == next, abs(other.column - label.column) <= 1 {
                add(other, key: String(next), at: index)
                next += 1
                isCut = all[index].width + 12 >= width
            } else if other.column > label.column {
                if isCut, other.column >= label.wordColumn - 1, let last = options.indices.last {
                    options[last].label += " " + all[index].text
                }
                rows = rows.lowerBound..<(index + 1)
                isCut = false
            } else {
                break
            }
        }
    }

    /// Options without numbers stand directly below each other; one may have a check mark.
    private mutating func collect(plain label: Label, at marked: Int, _ all: [ScreenRow], _ end: Int) {
        var found: [(label: Label, index: Int)] = [(label, marked)]
        func option(_ index: Int) -> Label? {
            guard all.indices.contains(index), let other = Label(all[index], markers: ""),
                other.wordColumn == label.wordColumn
            else { return nil }
            return other
        }
        var index = marked - 1
        while let other = option(index) {
            found.insert((other, index), at: 0)
            index -= 1
        }
        index = marked + 1
        while index < end, let other = option(index) {
            found.append((other, index))
            index += 1
        }
        let keys = Self.keys(found.map(\.label.words.text))
        rows = found[0].index..<found[0].index
        for (key, (label, index)) in zip(keys, found) { add(label, key: label.key ?? key, at: index) }
    }

    /// `y` and `n` where that is what a menu asks, letters in their order otherwise: digits are for menus that
    /// show them.
    private static func keys(_ labels: [String]) -> [String] {
        let firsts = labels.map { label in
            label.hasPrefix("Yes") ? "y" : label.hasPrefix("No") ? "n" : ""
        }
        if Set(firsts) == ["y", "n"], firsts.count == 2 { return firsts }
        return labels.indices.map { String(UnicodeScalar(UInt8(0x61 + min($0, 25)))) }
    }
}
