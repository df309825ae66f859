import Foundation

/// Makes a case that fails as short as it goes, by running shorter ones in processes of their own.
struct Reduction {
    /// What came of it.
    struct Result {
        let input: FuzzCase
        let isReproduced: Bool
        let reason: String
    }

    private var input: FuzzCase
    private let file: String
    private var reason = ""
    /// Runs that are left; each takes some hundredths of a second.
    private var budget = 600

    init(_ input: FuzzCase, file: String) {
        self.input = input
        self.file = file + ".try"
    }

    mutating func run() -> Result {
        guard fails(input) else { return Result(input: input, isReproduced: false, reason: "") }
        // Where one step says what another must give, neither can change.
        if input.target == .journal, input.variant == 1 {
            return Result(input: input, isReproduced: true, reason: reason)
        }
        cutEnd()
        dropSteps()
        for index in input.steps.indices.reversed() { shorten(index) }
        dropSteps()
        return Result(input: input, isReproduced: true, reason: reason)
    }

    private mutating func fails(_ candidate: FuzzCase) -> Bool {
        guard budget > 0 else { return false }
        budget -= 1
        let bytes = Data(candidate.encoded(reason: "try"))
        guard FileManager.default.createFile(atPath: file, contents: bytes),
            let (status, text) = try? Child(["--replay", file], caseFile: file, name: "replay").finish(),
            status != "exit 0"
        else { return false }
        let output = text.split(separator: "\n").first.map(String.init) ?? ""
        let message = output.hasPrefix("\(file): ") ? String(output.dropFirst(file.count + 2)) : output
        reason = status == "exit 1" ? message : "\(status) \(message)"
        return true
    }

    /// The shortest prefix of steps that fails.
    private mutating func cutEnd() {
        var (low, high) = (0, input.steps.count)
        while low < high {
            let middle = (low + high) / 2
            var candidate = input
            candidate.steps = Array(input.steps.prefix(middle))
            if fails(candidate) { high = middle } else { low = middle + 1 }
        }
        var candidate = input
        candidate.steps = Array(input.steps.prefix(high))
        if fails(candidate) { input = candidate }
    }

    /// Takes steps out, many at once at first.
    private mutating func dropSteps() {
        var width = max(1, input.steps.count / 2)
        while true {
            var start = 0
            while start < input.steps.count {
                var candidate = input
                candidate.steps.removeSubrange(start..<min(start + width, candidate.steps.count))
                if fails(candidate) { input = candidate } else { start += width }
            }
            if width == 1 { return }
            width /= 2
        }
    }

    /// Takes bytes out of a step, many at once at first.
    private mutating func shorten(_ index: Int) {
        guard case .bytes(var bytes) = input.steps[index], bytes.count > 1 else { return }
        var width = bytes.count / 2
        while width > 0 {
            // From the end on: what comes last is less often what matters.
            var end = bytes.count
            while end > 0 {
                let start = max(0, end - width)
                var candidate = input
                candidate.steps[index] = .bytes(Array(bytes[..<start] + bytes[end...]))
                if fails(candidate) {
                    input = candidate
                    bytes.removeSubrange(start..<end)
                }
                end = start
            }
            width = width == 1 ? 0 : width / 2
        }
    }
}

extension FuzzCase: CustomStringConvertible {
    /// What a person needs to see it again, cut after some lines.
    package var description: String {
        let head = "\(target.rawValue) \(rows) x \(columns), limit \(limit), variant \(variant)"
        return steps.prefix(20).reduce(head) { text, step in
            switch step {
            case .bytes(let bytes):
                let shown = bytes.prefix(200).map { Self.shown($0) }.joined()
                return text + "\n  \(bytes.count) bytes: \(shown)"
            case .resize(let rows, let columns): return text + "\n  resize \(rows) x \(columns)"
            case .restore: return text + "\n  restore"
            case .flush: return text + "\n  flush"
            }
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        switch byte {
        case 0x1B: return "\\e"
        case 0x5C: return "\\\\"
        case 0x20...0x7E: return String(UnicodeScalar(byte))
        default:
            let digits = String(byte, radix: 16)
            return "\\x\(digits.count < 2 ? "0" : "")\(digits)"
        }
    }
}
