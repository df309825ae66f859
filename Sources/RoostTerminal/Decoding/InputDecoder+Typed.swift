/// What to make of an incomplete sequence when time has passed.
extension InputDecoder {
    /// True if `bytes` are more likely keys that were typed than the start of a sequence.
    ///
    /// Nobody types `ESC [` and a parameter within 25 ms, but a line may well pause in a mouse report.
    static func isTyped(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == 0x1B else { return false }
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return true }
        if second == 0x1B { return isTyped(rest) }
        if second == 0x4F { return true }
        return rest.count == 1 && second < 0x80
    }

    /// The keys of `bytes`, for which `isTyped(_:)` is true.
    static func typed(_ bytes: ArraySlice<UInt8>) -> [InputEvent] {
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return [.key(Key(code: .escape))] }
        if second == 0x1B { return [.key(Key(code: .escape))] + typed(rest) }
        var first = key(ascii: second)
        first.modifiers.insert(.alt)
        return [.key(first)] + rest.dropFirst().map { .key(key(ascii: $0)) }
    }
}
