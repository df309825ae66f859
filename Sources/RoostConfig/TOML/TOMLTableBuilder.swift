/// A table while its file is being parsed: a reference, since later lines add to it.
final class TOMLTableBuilder {
    /// How the table came to be, which says who may still add to it.
    enum Origin {
        /// A header names it.
        case header
        /// A header names a table inside it; a header of its own may follow.
        case implied
        /// Keys with dots made it; further ones may add to it, a header may not.
        case dotted
    }

    private enum Entry {
        case value(TOMLValue)
        case table(TOMLTableBuilder)
        /// `[[name]]`, one table for each.
        case tables([TOMLTableBuilder])
    }

    private var entries: [String: Entry] = [:]
    private var origin: Origin
    private let line: Int

    init(_ origin: Origin, line: Int) {
        self.origin = origin
        self.line = line
    }

    /// The table that a header inside `path` stands in; nil when something on the way is no table.
    func descend(_ path: ArraySlice<String>, line: Int) -> TOMLTableBuilder? {
        path.reduce(self) { table, key in
            switch table?.entries[key] {
            case .table(let next): next
            case .tables(let elements): elements.last
            case .value: nil
            case nil: table?.add(.init(.implied, line: line), at: key)
            }
        }
    }

    /// The table of `[key]`; nil when it is there already.
    func open(_ key: String, line: Int) -> TOMLTableBuilder? {
        guard let entry = entries[key] else { return add(.init(.header, line: line), at: key) }
        guard case .table(let table) = entry, table.origin == .implied else { return nil }
        table.origin = .header
        return table
    }

    /// The new table of `[[key]]`; nil when `key` is something else.
    func append(_ key: String, line: Int) -> TOMLTableBuilder? {
        let table = TOMLTableBuilder(.header, line: line)
        switch entries[key] {
        case nil: entries[key] = .tables([table])
        case .tables(var elements):
            // Taken out first, so that the array has one owner and grows in place.
            entries[key] = nil
            elements.append(table)
            entries[key] = .tables(elements)
        default: return nil
        }
        return table
    }

    /// Sets a key, with dots or without; false when it is there already.
    func set(_ path: [String], to value: TOMLValue) -> Bool {
        guard let last = path.last else { return false }
        var table = self
        for key in path.dropLast() {
            switch table.entries[key] {
            case .table(let next) where next.origin != .header: table = next
            case nil: table = table.add(.init(.dotted, line: value.line), at: key)
            default: return false
            }
        }
        guard table.entries[last] == nil else { return false }
        table.entries[last] = .value(value)
        return true
    }

    /// The finished table.
    var value: TOMLValue {
        let content = entries.mapValues { entry in
            switch entry {
            case .value(let value): value
            case .table(let table): table.value
            case .tables(let tables): TOMLValue(content: .array(tables.map(\.value)), line: tables[0].line)
            }
        }
        return TOMLValue(content: .table(content), line: line)
    }

    private func add(_ table: TOMLTableBuilder, at key: String) -> TOMLTableBuilder {
        entries[key] = .table(table)
        return table
    }
}
