import RoostModel

/// A page of a history that is read from its beginning, part by part.
struct HistorySelection: Sendable {
    private let page: Page
    private let since: Timestamp?
    private let until: Timestamp?
    /// Entries that fit, whether they are on the page or not.
    private(set) var total = 0
    private(set) var chosen: [HistoryEntry] = []

    init(page: Page, since: Timestamp?, until: Timestamp?) {
        self.page = page
        self.since = since
        self.until = until
    }

    mutating func take(_ entries: [HistoryEntry]) {
        for entry in entries
        where since.map({ entry.at >= $0 }) ?? true && until.map({ entry.at < $0 }) ?? true {
            if total >= page.offset, chosen.count < page.limit { chosen.append(entry) }
            total += 1
        }
    }
}
