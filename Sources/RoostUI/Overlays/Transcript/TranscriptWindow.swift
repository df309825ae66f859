import RoostModel
import RoostWire

/// The messages of a task that are held here: a window on its log, which slides to where a person reads.
///
/// Invariant: the messages are consecutive, at most ``mostMessages`` and, unless that is a single page, about
/// ``mostBytes``: the log of a task is as long as its program likes.
struct TranscriptWindow: Sendable {
    static let page = 100
    static let mostMessages = 600
    static let mostBytes = 8 << 20

    /// Where more is wanted.
    enum End: Hashable, Sendable {
        case earlier, later
    }

    let task: TaskID
    private(set) var entries: [TaskLogEntry] = []
    /// The number of the task's last message, as far as that is known.
    private(set) var total: Int
    /// The number of the first message that there is, as far as that is known: old ones are not kept for ever.
    private var start = 1
    /// What was asked for; nil: nothing.
    private var asked: (from: Int, limit: Int)?
    /// The server could not answer: it is not asked again before there is something new.
    private var hasFailed = false
    /// Bytes of each message, about.
    private var weights: [Int] = []

    /// The log of a task that has said so much.
    init(_ task: TaskID, total: Int) {
        self.task = task
        self.total = total
    }

    /// There is more before what is here.
    var hasEarlier: Bool { entries.first.map { $0.number > start } ?? false }
    /// There is more behind what is here.
    var hasLater: Bool { (entries.last?.number ?? start - 1) < total }
    /// So much lies behind what is here that whoever wants the end leaves it out.
    var isFarBehind: Bool { total - (entries.last?.number ?? 0) > Self.page }
    var isAsking: Bool { asked != nil }
    /// A page more fits without another going.
    var hasRoom: Bool {
        entries.count + Self.page <= Self.mostMessages && weights.reduce(0, +) < Self.mostBytes / 2
    }

    /// The task has said more, or was found to have said so much.
    mutating func grow(to total: Int) {
        guard total > self.total else { return }
        self.total = total
        hasFailed = false
    }

    /// What to ask for; nil as long as an answer is awaited, and where there is nothing more.
    ///
    /// Whoever follows the end and fell far behind goes on at the end, and not through all that lies between.
    mutating func request(_ end: End, isFollowing: Bool) -> Request? {
        guard asked == nil, !hasFailed else { return nil }
        if isFollowing, end == .later, isFarBehind { drop() }
        let range: (from: Int, limit: Int)
        if let first = entries.first?.number, let last = entries.last?.number {
            switch end {
            case .earlier:
                guard hasEarlier else { return nil }
                let from = max(start, first - Self.page)
                range = (from, first - from)
            case .later:
                guard hasLater else { return nil }
                range = (last + 1, Self.page)
            }
        } else {
            guard total >= start else { return nil }
            let from = isFollowing ? max(start, total - Self.page + 1) : start
            range = (from, Self.page)
        }
        asked = range
        return .task(.messages(target: "\(task)", from: range.from, limit: range.limit))
    }

    /// Whether an answer is for what was asked last.
    func isOwn(_ request: Request) -> Bool {
        guard let asked else { return false }
        return request == .task(.messages(target: "\(task)", from: asked.from, limit: asked.limit))
    }

    /// Takes the messages that were asked for.
    ///
    /// - Returns: Whether they went on the end, so that what was made of the others stays.
    mutating func receive(_ found: [TaskLogEntry]) -> Bool {
        guard let asked else { return true }
        self.asked = nil
        let own = found.filter { $0.number >= asked.from }
        let sizes = own.map { $0.message.weight }
        guard let first = entries.first?.number, asked.from < first else {
            if own.isEmpty { total = entries.last?.number ?? 0 }
            if entries.isEmpty, let first = own.first?.number, asked.from == start { start = first }
            entries += own
            weights += sizes
            total = max(total, own.last?.number ?? 0)
            return !trim(.earlier)
        }
        let earlier = own.prefix { $0.number < first }
        if earlier.first?.number ?? first > asked.from { start = earlier.first?.number ?? first }
        entries.insert(contentsOf: earlier, at: 0)
        weights.insert(contentsOf: sizes.prefix(earlier.count), at: 0)
        _ = trim(.later)
        return false
    }

    /// The server could not answer.
    mutating func fail() {
        asked = nil
        hasFailed = true
    }

    private mutating func drop() {
        entries = []
        weights = []
    }

    /// Lets go of what is too much at one end; gives whether there was something.
    private mutating func trim(_ end: End) -> Bool {
        var bytes = weights.reduce(0, +)
        var excess = 0
        while entries.count - excess > Self.page,
            entries.count - excess > Self.mostMessages || bytes > Self.mostBytes
        {
            bytes -= end == .earlier ? weights[excess] : weights[weights.count - 1 - excess]
            excess += 1
        }
        guard excess > 0 else { return false }
        switch end {
        case .earlier:
            entries.removeFirst(excess)
            weights.removeFirst(excess)
        case .later:
            entries.removeLast(excess)
            weights.removeLast(excess)
        }
        return true
    }
}

extension TaskMessage {
    /// Bytes of its text.
    fileprivate var weight: Int {
        switch content {
        case .prompt(let text), .text(let text, _), .thinking(let text, _), .preview(let text, _),
            .status(let text), .error(let text, _, _), .diagnostic(let text), .raw(let text, _):
            text.utf8.count
        case .toolCall(_, let name, let input): name.utf8.count + input.utf8.count
        case .toolResult(_, let output, _): output.utf8.count
        case .result(let result): result.text?.utf8.count ?? 0
        case .denial(let denial): denial.input?.utf8.count ?? 0
        case .start: 0
        }
    }
}
