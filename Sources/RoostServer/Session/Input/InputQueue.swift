import RoostIO

/// What waits to be written to a program, in the order in which it came: typed input and the terminal's replies, each
/// with a bound of its own.
///
/// A program that asks and never reads fills the bound of the replies, and nobody else's: the oldest are dropped and
/// counted, since what it asked last is what it waits for. Input is never dropped: what exceeds its bound is refused
/// before it is taken (``admits(_:)``), so that whoever sent it can be told. The bounds count what an item takes in
/// memory, not only its bytes: single keys are most of it.
///
/// What was handed out by ``next()`` is the writer's, and no longer counts. A key may be held back, and all that was typed
/// after it with it; replies pass it.
struct InputQueue: Sendable {
    /// The terminal itself gives no more than this at once, in bytes of memory.
    static let replyLimit = 64 << 10
    /// A long paste and what is typed after it, in bytes of memory.
    static let inputLimit = 16 << 20
    /// What an item takes besides its bytes.
    private static let itemOverhead = 64
    /// Small pieces are handed out together, up to about so many bytes: what the kernel takes at once.
    private static let batch = 4 << 10

    /// A key that waits until it is released, in front of all that was typed after it.
    struct HeldKey: Hashable, Sendable {
        /// Never used again for another one.
        let number: UInt64
        /// What was typed before it came as a bracketed paste.
        let followsPaste: Bool
        let since: ContinuousClock.Instant
    }

    private struct Item: Sendable {
        /// When it came, among the items of both queues.
        let order: UInt64
        let bytes: [UInt8]
        /// It comes out, alone, once it was released.
        var isHeld = false

        var cost: Int { bytes.count + InputQueue.itemOverhead }
    }

    private var typed = Queue<Item>()
    private var replies = Queue<Item>()
    private var nextOrder: UInt64 = 0
    private var typedCost = 0
    private var replyCost = 0
    /// The keys that are held back, the first to come out first.
    private(set) var held: [HeldKey] = []
    /// How many bytes wait, of both kinds.
    private(set) var byteCount = 0
    /// Replies that were dropped since all that waited was written.
    private(set) var droppedReplies = 0
    /// Input was refused since all that waited was written: whoever types was told.
    private(set) var hasRefused = false

    var isEmpty: Bool { typed.isEmpty && replies.isEmpty }

    /// Whether so many bytes of input are taken: where none waits, as many as one message can bring.
    func admits(_ count: Int) -> Bool {
        typed.isEmpty || typedCost + count + Self.itemOverhead <= Self.inputLimit
    }

    /// Notes that input was refused; true the first time, which is when to say it.
    mutating func refuse() -> Bool {
        defer { hasRefused = true }
        return !hasRefused
    }

    /// Takes input; ask ``admits(_:)`` before.
    mutating func type(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let item = item(bytes)
        typed.append(item)
        typedCost += item.cost
    }

    /// Takes a key that comes out when it is released; ask ``admits(_:)`` before.
    mutating func hold(
        _ bytes: [UInt8], followsPaste: Bool, at now: ContinuousClock.Instant
    ) -> HeldKey {
        var item = item(bytes)
        item.isHeld = true
        typed.append(item)
        typedCost += item.cost
        let key = HeldKey(number: item.order, followsPaste: followsPaste, since: now)
        held.append(key)
        return key
    }

    /// The key that is in the way of all that was typed after it; nil: nothing is.
    var barrier: HeldKey? {
        guard let next = typed.first, let key = held.first, next.order == key.number else { return nil }
        return key
    }

    /// Lets the first key that is held out, in its turn.
    mutating func release() {
        if !held.isEmpty { held.removeFirst() }
    }

    /// Throws the key at the barrier away.
    mutating func drop() {
        guard barrier != nil, let item = typed.popFirst() else { return }
        held.removeFirst()
        forget(item, isReply: false)
    }

    /// Takes a reply, and drops the oldest that exceed the bound.
    ///
    /// - Returns: True for the first that is dropped, which is when to say it.
    mutating func reply(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty else { return false }
        let item = item(bytes)
        replies.append(item)
        replyCost += item.cost
        let before = droppedReplies
        while replies.count > 1, replyCost > Self.replyLimit, let oldest = replies.popFirst() {
            forget(oldest, isReply: true)
            droppedReplies += 1
        }
        return before == 0 && droppedReplies > 0
    }

    /// What to write next; nil when nothing waits.
    mutating func next() -> [UInt8]? {
        guard let first = popFirst() else {
            if isEmpty { (droppedReplies, hasRefused) = (0, false) }
            return nil
        }
        var bytes = first.bytes
        guard !first.isHeld else { return bytes }
        while bytes.count < Self.batch, typed.first?.isHeld != true, let more = popFirst() {
            bytes += more.bytes
        }
        return bytes
    }

    /// Throws everything away, as a signal key does.
    mutating func discard() {
        self = InputQueue()
    }

    private mutating func item(_ bytes: [UInt8]) -> Item {
        nextOrder += 1
        byteCount += bytes.count
        return Item(order: nextOrder, bytes: bytes)
    }

    private mutating func popFirst() -> Item? {
        let isReply =
            switch (barrier == nil ? typed.first?.order : nil, replies.first?.order) {
            case (nil, nil), (.some, nil): false
            case (nil, .some): true
            case (let input?, let reply?): reply < input
            }
        guard isReply || barrier == nil, let item = isReply ? replies.popFirst() : typed.popFirst() else {
            return nil
        }
        forget(item, isReply: isReply)
        return item
    }

    private mutating func forget(_ item: Item, isReply: Bool) {
        byteCount -= item.bytes.count
        if isReply { replyCost -= item.cost } else { typedCost -= item.cost }
    }
}
