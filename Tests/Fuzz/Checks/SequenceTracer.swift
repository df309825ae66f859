/// A small reader of its own that tells which sequences a stream holds, to see what the fuzzer reached.
///
/// It is kept apart from the terminal's parser on purpose, and knows only the outer form of sequences:
/// ECMA-48 section 5.4.
struct SequenceTracer {
    private enum State {
        case ground, escape, control, string
    }

    private var state = State.ground
    /// Marker, intermediates and introducer of the sequence under way.
    private var identity: UInt64 = 0
    private var first = 0
    private var value = 0
    private var parameterCount = 0
    /// Bytes of the string under way.
    private var stringCount = 0
    private var previous: UInt64 = 0

    /// Reads on; what it sees is noted with `context`, the state that the bytes met.
    mutating func read(_ bytes: [UInt8], context: UInt64, _ features: inout FeatureSet) {
        for byte in bytes {
            switch state {
            case .ground:
                if byte == 0x1B {
                    state = .escape
                    identity = 0
                } else if byte < 0x20 {
                    finish(UInt64(byte), context, &features)
                } else if byte >= 0x80 {
                    features.insert(1, UInt64(byte), context & 0xFF)
                    previous = 0x80
                }
            case .escape: readEscape(byte, context, &features)
            case .control: readControl(byte, context, &features)
            case .string: readString(byte, context, &features)
            }
        }
    }

    private mutating func readEscape(_ byte: UInt8, _ context: UInt64, _ features: inout FeatureSet) {
        switch byte {
        case 0x5B, 0x50:
            state = .control
            identity = UInt64(byte)
            (first, value, parameterCount) = (0, 0, 0)
        case 0x58, 0x5D, 0x5E, 0x5F:
            state = .string
            identity = UInt64(byte)
            stringCount = 0
        case 0x20...0x2F: identity = identity << 8 | UInt64(byte)
        case 0x1B: identity = 0
        case 0x30...0x7E:
            state = .ground
            finish(0x1B00 << 16 | identity << 8 | UInt64(byte), context, &features)
        default: features.insert(2, UInt64(byte), identity)
        }
    }

    private mutating func readControl(_ byte: UInt8, _ context: UInt64, _ features: inout FeatureSet) {
        switch byte {
        case 0x30...0x39: value = min(value &* 10 &+ Int(byte &- 0x30), 1 << 20)
        case 0x3A, 0x3B:
            if parameterCount == 0 { first = value }
            parameterCount += 1
            value = 0
        case 0x20...0x2F, 0x3C...0x3F: identity = identity << 8 | UInt64(byte)
        case 0x40...0x7E:
            if parameterCount == 0 { first = value }
            if identity & 0xFF == 0x50 || identity >> 8 & 0xFF == 0x50 {
                state = .string
                identity = identity << 8 | UInt64(byte)
                stringCount = 0
                return
            }
            state = .ground
            let whole = identity << 8 | UInt64(byte)
            // Modes and reports are told apart by their number, counts only by their size.
            let size = first < 128 ? first : 128 + (Int.bitWidth - first.leadingZeroBitCount)
            let exact = [0x68, 0x6C, 0x6D, 0x6E, 0x70, 0x74].contains(byte) ? min(first, 10_000) : size
            features.insert(3, whole, UInt64(exact) << 8 | UInt64(min(parameterCount, 20)))
            finish(whole, context, &features)
        case 0x1B:
            state = .escape
            identity = 0
        case 0x18, 0x1A: state = .ground
        default: features.insert(4, identity, UInt64(byte))
        }
    }

    private mutating func readString(_ byte: UInt8, _ context: UInt64, _ features: inout FeatureSet) {
        stringCount += 1
        switch byte {
        case 0x1B, 0x07, 0x18, 0x1A:
            let size = UInt64(Int.bitWidth - stringCount.leadingZeroBitCount)
            features.insert(5, identity, size << 8 | UInt64(byte))
            state = byte == 0x1B ? .escape : .ground
            finish(identity, context, &features)
            identity = 0
        default:
            // The number of an OSC, or the first bytes of a DCS.
            if stringCount <= 3 { identity = identity << 8 | UInt64(byte) }
        }
    }

    private mutating func finish(_ whole: UInt64, _ context: UInt64, _ features: inout FeatureSet) {
        features.insert(6, whole, context)
        features.insert(7, whole, previous)
        previous = whole
    }
}
