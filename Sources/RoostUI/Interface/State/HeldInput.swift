import RoostModel
import RoostTerminal

/// What a person typed before it was known which pane gets it: before the first layout, and while one changes.
///
/// A bounded queue, in order: a new pane's shell gets the command that was typed right after `C-b c`.
struct HeldInput {
    /// One thing that waits.
    enum Item: Hashable {
        case key(Key)
        case paste([UInt8])
        case change(LayoutCommand)

        var byteCount: Int {
            switch self {
            case .key: 32
            case .paste(let bytes): bytes.count
            case .change: 256
            }
        }
    }

    /// A server that does not answer must not take the client's memory.
    static let limit = 4 << 20

    private var items: [Item] = []
    /// Of all items, about.
    private(set) var byteCount = 0

    var isEmpty: Bool { items.isEmpty }

    /// Keeps an item behind those that wait.
    ///
    /// - Returns: False when there is no room for it: it is not kept.
    mutating func keep(_ item: Item) -> Bool {
        guard byteCount + item.byteCount <= Self.limit else { return false }
        items.append(item)
        byteCount += item.byteCount
        return true
    }

    /// Gives everything that waits, in order.
    mutating func take() -> [Item] {
        defer { self = HeldInput() }
        return items
    }
}
