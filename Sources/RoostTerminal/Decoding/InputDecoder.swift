/// Turns what the outer terminal sends into keys, mouse actions, pastes and answers.
///
/// The result does not depend on how the bytes are cut into reads. An ESC can be a key or the start of a
/// sequence, and only time tells them apart: while ``isPending``, call ``flush()`` 25 ms after the last read,
/// and again every 25 ms as long as it stays pending.
///
/// Sequences that could be an answer of the terminal are waited for longer than keys (a slow line must not
/// make half an answer into text), and a paste longer still. Memory is bounded: see ``pasteLimit``; other
/// sequences keep 4 KiB at most.
public struct InputDecoder: Sendable {
    /// The longest paste that is delivered as one event, in bytes; a longer one arrives in parts.
    public static let pasteLimit = 16 << 20
    /// The longest CSI, OSC, DCS or APC sequence that is read; the rest of a longer one is dropped.
    static let sequenceLimit = 4096
    /// Time-out of an incomplete sequence, in calls of `flush()` without new bytes: half a second.
    private static let sequencePatience = 20
    /// Time-out of a paste without an end, in calls of `flush()` without new bytes: two seconds.
    private static let pastePatience = 80
    /// Between two calls of ``flush()``, as long as something waits.
    public static let flushInterval = Duration.milliseconds(25)

    /// What the bytes that arrive belong to.
    enum Mode: Hashable {
        /// Keys and sequences.
        case ground
        /// The content of a bracketed paste; in parts if a part of it went out already.
        case paste(inParts: Bool)
        /// The rest of a CSI sequence that was too long.
        case droppingControl
        /// The rest of an OSC, DCS or APC that was too long.
        case droppingString
    }

    private var mode = Mode.ground
    /// Bytes not understood yet: an incomplete sequence, or what may be the end of a paste.
    private var pending: [UInt8] = []
    private var paste: [UInt8] = []
    private var idleFlushes = 0
    private let pasteLimit: Int

    /// A decoder before the first byte.
    public init() { self.init(pasteLimit: Self.pasteLimit) }

    /// With another limit than ``pasteLimit``, at least 1.
    init(pasteLimit: Int) { self.pasteLimit = max(1, pasteLimit) }

    /// True while something incomplete waits: call ``flush()`` in 25 ms unless bytes arrive first.
    public var isPending: Bool { mode != .ground || !pending.isEmpty }

    /// Takes the bytes of one read and gives what they complete, in order.
    ///
    /// - Complexity: linear in the bytes.
    public mutating func feed(_ bytes: [UInt8]) -> [InputEvent] {
        guard !bytes.isEmpty else { return [] }
        idleFlushes = 0
        if pending.isEmpty { pending = bytes } else { pending += bytes }
        var events: [InputEvent] = []
        drain(into: &events)
        return events
    }

    /// 25 ms passed without a byte: what waits and can only be keys becomes keys.
    ///
    /// A lone ESC is the Escape key, `ESC x` is M-x. Half an answer or mouse report becomes
    /// ``InputEvent/unknown(_:)`` after half a second, a paste without an end is delivered after two.
    public mutating func flush() -> [InputEvent] {
        guard isPending else { return [] }
        idleFlushes += 1
        var events: [InputEvent] = []
        switch mode {
        case .ground:
            if Self.isTyped(pending[...]) {
                events = Self.typed(pending[...])
                pending = []
            } else if idleFlushes >= Self.sequencePatience {
                events = [.unknown(pending)]
                pending = []
            }
        case .paste:
            guard idleFlushes >= Self.pastePatience else { break }
            append(pending[...], into: &events)
            pending = []
            endPaste(into: &events)
        case .droppingControl, .droppingString:
            guard idleFlushes >= Self.sequencePatience else { break }
            pending = []
            mode = .ground
        }
        return events
    }

    /// What waits is ESC alone, once or more: the Escape key, unless what comes next belongs to it.
    public var isEscapePending: Bool {
        mode == .ground && !pending.isEmpty && pending.allSatisfy { $0 == 0x1B }
    }

    /// Takes the Escape keys that wait for what they are, because what comes next is known to be a key of its own.
    public mutating func takeEscapes() -> [InputEvent] {
        guard isEscapePending else { return [] }
        defer { pending = [] }
        return Self.typed(pending[...])
    }

    /// Understands as much of `pending` as is complete.
    private mutating func drain(into events: inout [InputEvent]) {
        var rest = pending[...]
        var isStuck = false
        while !rest.isEmpty, !isStuck {
            switch mode {
            case .ground:
                switch Self.next(in: rest) {
                case .incomplete: isStuck = true
                case .event(let event, let count):
                    events.append(event)
                    rest = rest.dropFirst(count)
                case .events(let several, let count):
                    events += several
                    rest = rest.dropFirst(count)
                case .pasteStart(let count):
                    rest = rest.dropFirst(count)
                    mode = .paste(inParts: false)
                case .tooLong(let mode, let count):
                    events.append(.unknown(Array(rest.prefix(count))))
                    rest = rest.dropFirst(count)
                    self.mode = mode
                }
            case .paste: isStuck = !takePaste(&rest, into: &events)
            case .droppingControl:
                guard let end = rest.firstIndex(where: { $0 < 0x20 || $0 > 0x3F }) else {
                    rest = []
                    break
                }
                rest = (0x40...0x7E).contains(rest[end]) ? rest[(end + 1)...] : rest[end...]
                mode = .ground
            case .droppingString: isStuck = !dropString(&rest)
            }
        }
        pending = Array(rest)
    }

    /// Drops up to the end of an overlong string; false if all that is left may be half of its end.
    private mutating func dropString(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let end = rest.firstIndex(where: { $0 < 0x20 }) else {
            rest = []
            return true
        }
        rest = rest[end...]
        if rest.first == 0x1B, rest.count == 1 { return false }
        if rest.first == 0x07 {
            rest = rest.dropFirst()
        } else if rest.starts(with: [0x1B, 0x5C]) {
            rest = rest.dropFirst(2)
        }
        mode = .ground
        return true
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Moves what is certainly content out of `rest`; false if only half an end is left.
    private mutating func takePaste(_ rest: inout ArraySlice<UInt8>, into events: inout [InputEvent]) -> Bool
    {
        while let escape = rest.firstIndex(of: 0x1B) {
            append(rest[..<escape], into: &events)
            rest = rest[escape...]
            if rest.starts(with: Self.pasteEnd) {
                rest = rest.dropFirst(Self.pasteEnd.count)
                endPaste(into: &events)
                return true
            }
            if Self.pasteEnd.starts(with: rest) { return false }
            append(rest.prefix(1), into: &events)
            rest = rest.dropFirst()
        }
        append(rest, into: &events)
        rest = []
        return true
    }

    private mutating func append(_ content: ArraySlice<UInt8>, into events: inout [InputEvent]) {
        var content = content
        while !content.isEmpty {
            let part = content.prefix(pasteLimit - paste.count)
            paste += part
            content = content.dropFirst(part.count)
            guard paste.count >= pasteLimit else { continue }
            events.append(.paste(paste))
            paste = []
            mode = .paste(inParts: true)
        }
    }

    private mutating func endPaste(into events: inout [InputEvent]) {
        if mode == .paste(inParts: false) || !paste.isEmpty { events.append(.paste(paste)) }
        paste = []
        mode = .ground
    }
}
