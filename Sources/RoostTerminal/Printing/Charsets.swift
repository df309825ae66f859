/// G0...G3, and which of them the bytes 20...7E mean.
struct Charsets: Equatable {
    private var sets: (Charset, Charset, Charset, Charset) = (.ascii, .ascii, .ascii, .ascii)
    /// Index of the set that is shifted in (SI, SO, LS2, LS3).
    var shifted: UInt8 = 0 { didSet { updatePlain() } }
    /// Index of the set for the next character alone (SS2, SS3); 0 is none.
    var single: UInt8 = 0 { didSet { updatePlain() } }
    /// Whether bytes are just what they are; stored, because each run of text asks.
    private(set) var isPlain = true

    subscript(_ index: UInt8) -> Charset {
        get {
            switch index {
            case 0: sets.0
            case 1: sets.1
            case 2: sets.2
            default: sets.3
            }
        }
        set {
            switch index {
            case 0: sets.0 = newValue
            case 1: sets.1 = newValue
            case 2: sets.2 = newValue
            default: sets.3 = newValue
            }
            updatePlain()
        }
    }

    /// The set for the next character, after which SS2 and SS3 are over.
    mutating func next() -> Charset {
        guard single != 0 else { return self[shifted] }
        defer { single = 0 }
        return self[single]
    }

    private mutating func updatePlain() {
        isPlain = single == 0 && self[shifted] == .ascii
    }

    static func == (left: Charsets, right: Charsets) -> Bool {
        left.sets == right.sets && left.shifted == right.shifted && left.single == right.single
    }
}
