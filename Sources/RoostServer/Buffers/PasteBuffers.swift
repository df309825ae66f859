import RoostModel
import RoostWire

/// What was copied, for all clients: tmux's paste buffers.
///
/// They live as long as the server and are never written down: what is copied may be a secret. Those that nobody
/// named are `buffer1`, `buffer2` and so on, and the oldest of them go when there are too many.
///
/// Invariant: at most ``countLimit`` buffers with ``byteLimit`` bytes in all.
struct PasteBuffers: Sendable {
    /// Bytes under a name.
    struct Buffer: Hashable, Sendable {
        var name: String
        var bytes: [UInt8]
        var createdAt: Timestamp
        /// Nobody named it.
        var isAutomatic: Bool
    }

    /// As many as tmux keeps.
    static let countLimit = 50
    /// Of all buffers together: whoever copies more wants a file.
    static let byteLimit = 32 << 20

    /// The newest first.
    private(set) var all: [Buffer] = []
    private(set) var byteCount = 0
    private var nextNumber = 1

    /// Keeps bytes for pasting.
    ///
    /// - Parameters:
    ///   - bytes: What was copied.
    ///   - name: In place of a buffer of that name; nil: as the newest, under a name of its own.
    ///   - now: When that was.
    /// - Returns: The name.
    /// - Throws: ``Failure`` when it is empty, too much, or the name is none; nothing is changed then.
    @discardableResult
    mutating func set(_ bytes: [UInt8], name: String?, at now: Timestamp) throws(Failure) -> String {
        if let name { try SessionName.check(name, of: "buffer") }
        guard !bytes.isEmpty else {
            throw Failure("keep this for pasting", cause: "it is empty", advice: "copy something")
        }
        let old = name.flatMap { name in all.firstIndex { $0.name == name } }
        let freed = old.map { all[$0].bytes.count } ?? 0
        let removable = all.filter { $0.isAutomatic && $0.name != name }
        let kept = byteCount - freed - removable.reduce(0) { $0 + $1.bytes.count }
        let places = all.count - (old == nil ? 0 : 1) - removable.count
        guard kept + bytes.count <= Self.byteLimit, places < Self.countLimit else {
            throw Failure(
                "keep \(bytes.count) bytes for pasting",
                cause: "\(Self.countLimit) buffers with \(Self.byteLimit >> 20) MiB in all are the limit",
                advice: "use a file, or forget some with roost buffer delete")
        }
        if let old { remove(at: old) }
        while byteCount + bytes.count > Self.byteLimit || all.count >= Self.countLimit,
            let oldest = all.lastIndex(where: \.isAutomatic)
        {
            remove(at: oldest)
        }
        let buffer = Buffer(
            name: name ?? takeName(), bytes: bytes, createdAt: now, isAutomatic: name == nil)
        all.insert(buffer, at: 0)
        byteCount += bytes.count
        return buffer.name
    }

    /// A buffer by its name; nil: the newest that nobody named, or of them all.
    ///
    /// - Throws: ``Failure`` when there is none.
    func buffer(_ name: String?, for action: String) throws(Failure) -> Buffer {
        if let index = index(of: name) { return all[index] }
        throw Self.missing(name, action)
    }

    /// Forgets a buffer.
    ///
    /// - Throws: ``Failure`` when there is none.
    mutating func delete(_ name: String?) throws(Failure) {
        guard let index = index(of: name) else { throw Self.missing(name, "delete") }
        remove(at: index)
    }

    private func index(of name: String?) -> Int? {
        if let name { return all.firstIndex { $0.name == name } }
        return all.firstIndex(where: \.isAutomatic) ?? all.indices.first
    }

    private mutating func remove(at index: Int) {
        byteCount -= all.remove(at: index).bytes.count
    }

    private mutating func takeName() -> String {
        while true {
            defer { nextNumber += 1 }
            let name = "buffer\(nextNumber)"
            if !all.contains(where: { $0.name == name }) { return name }
        }
    }

    private static func missing(_ name: String?, _ action: String) -> Failure {
        guard let name else {
            return Failure(
                "\(action) what was copied", cause: "nothing was copied yet", advice: "C-b [ copies")
        }
        return Failure(
            "\(action) buffer \(name)", cause: "there is none of that name", advice: "see roost buffer list")
    }
}

extension PasteBuffers.Buffer {
    /// What is told of it.
    var info: BufferInfo {
        // One character may be of many bytes; more than a row has nobody sees.
        let start = String(decoding: bytes.prefix(1024), as: UTF8.self)
        return BufferInfo(
            name: name, bytes: bytes.count, createdAt: createdAt, sample: NameRule.cleaned(start))
    }
}
