/// Reads a regular expression by recursive descent.
struct PatternParser {
    private typealias Problem = LinePattern.Problem

    /// Deeper groups are refused: each is a call.
    private static let deepest = 50
    /// The largest count of a repetition.
    private static let largestCount = 1000

    private var rest: Substring.UnicodeScalarView
    private var depth = 0
    private var ignoresCase = false

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    mutating func parse() throws(LinePattern.Problem) -> PatternNode {
        let node = try choice()
        guard rest.isEmpty else { throw Problem(description: "a ) has no (") }
        return node
    }

    private mutating func next() -> Unicode.Scalar? { rest.popFirst() }

    private mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest.removeFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func choice() throws(LinePattern.Problem) -> PatternNode {
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(LinePattern.Problem) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = rest.first, scalar != "|", scalar != ")" {
            nodes.append(try repetition(of: atom()))
        }
        return .sequence(nodes)
    }

    private mutating func repetition(of atom: PatternNode) throws(LinePattern.Problem) -> PatternNode {
        var node = atom
        while let (least, most) = try count() {
            node = .repetition(node, least: least, most: most)
            // Whether it takes much or little first makes no difference to whether it matches.
            if skip("?") { continue }
            guard rest.first != "+" else { throw Self.unsupported("possessive repetition") }
        }
        return node
    }

    private mutating func count() throws(LinePattern.Problem) -> (least: Int, most: Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard rest.first == "{" else { return nil }
        let before = rest
        rest.removeFirst()
        let least = number()
        var most = least
        if skip(",") { most = number() }
        // As in most dialects, a { that begins no count is meant as it is.
        guard least != nil || most != nil, skip("}") else {
            rest = before
            return nil
        }
        let lower = least ?? 0
        guard lower <= Self.largestCount, most ?? 0 <= Self.largestCount, most ?? lower >= lower else {
            throw Problem(description: "a count is above \(Self.largestCount), or its ends are exchanged")
        }
        return (lower, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = rest.first, ("0"..."9").contains(digit) {
            rest.removeFirst()
            value = min((value ?? 0) * 10 + Int(digit.value - 0x30), Self.largestCount + 1)
        }
        return value
    }

    private mutating func atom() throws(LinePattern.Problem) -> PatternNode {
        switch next() {
        case "^": return .assertion(.lineStart)
        case "$": return .assertion(.lineEnd)
        case ".": return .set(.any)
        case "(": return try group()
        case "[": return .set(try setInBrackets())
        case "\\": return try escape()
        case .some("*"), .some("+"), .some("?"): throw Problem(description: "a repetition follows nothing")
        case .some(let scalar): return .set(literal(scalar))
        case nil: return .sequence([])
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
        ignoresCase ? ScalarSet(scalar).ignoringCase : ScalarSet(scalar)
    }

    private mutating func group() throws(LinePattern.Problem) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw Problem(description: "its groups are too deep") }
        let outer = ignoresCase
        if skip("?") {
            if skip("i)") {
                ignoresCase = true
                return .sequence([])
            }
            if skip("i:") {
                ignoresCase = true
            } else if !skip(":") {
                try groupName()
            }
        }
        let node = try choice()
        guard skip(")") else { throw Problem(description: "a ( has no )") }
        ignoresCase = outer
        return node
    }

    /// `(?<name>` and `(?P<name>`; nothing refers to names.
    private mutating func groupName() throws(LinePattern.Problem) {
        for (sign, name) in [
            ("=", "look-ahead"), ("!", "look-ahead"), ("<=", "look-behind"), ("<!", "look-behind"),
        ]
        where skip(sign) { throw Self.unsupported(name) }
        _ = skip("P")
        guard skip("<") else { throw Self.unsupported("(?\(rest.first.map { String($0) } ?? "")") }
        while let scalar = next(), scalar != ">" {
            guard scalar == "_" || ScalarSet.word.contains(scalar) else {
                throw Problem(description: "the name of a group is none")
            }
        }
    }

    private mutating func escape() throws(LinePattern.Problem) -> PatternNode {
        guard let scalar = next() else { throw Problem(description: "nothing follows the last \\") }
        switch scalar {
        case "b": return .assertion(.wordBoundary)
        case "B": return .assertion(.noWordBoundary)
        case "A": return .assertion(.lineStart)
        case "z", "Z": return .assertion(.lineEnd)
        case "Q": return .sequence(quoted().map { .set(literal($0)) })
        case "1"..."9", "k": throw Self.unsupported("a back reference")
        default:
            let set = try escapedSet(scalar)
            return .set(ignoresCase ? set.ignoringCase : set)
        }
    }

    private mutating func quoted() -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        while !rest.isEmpty, !skip("\\E") { scalars.append(rest.removeFirst()) }
        return scalars
    }

    /// An escape that stands for scalars, in brackets and outside.
    private mutating func escapedSet(_ scalar: Unicode.Scalar) throws(LinePattern.Problem) -> ScalarSet {
        switch scalar {
        case "d": return .digit
        case "D": return ScalarSet.digit.negated
        case "s": return .space
        case "S": return ScalarSet.space.negated
        case "w": return .word
        case "W": return ScalarSet.word.negated
        case "t": return ScalarSet("\t")
        case "n": return ScalarSet("\n")
        case "r": return ScalarSet("\r")
        case "e": return ScalarSet("\u{1B}")
        case "x": return ScalarSet(try code(digits: 2))
        case "u": return ScalarSet(try code(digits: 4))
        case _ where scalar.properties.isAlphabetic || ("0"..."9").contains(scalar):
            throw Self.unsupported("\\\(scalar)")
        default: return ScalarSet(scalar)
        }
    }

    /// `{...}`, or exactly so many hexadecimal digits.
    private mutating func code(digits count: Int) throws(LinePattern.Problem) -> Unicode.Scalar {
        var digits = ""
        if skip("{") {
            while let scalar = next(), scalar != "}" { digits.unicodeScalars.append(scalar) }
        } else {
            while digits.unicodeScalars.count < count, let scalar = next() {
                digits.unicodeScalars.append(scalar)
            }
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw Problem(description: "\(digits.debugDescription) is no code of a character")
        }
        return scalar
    }

    private mutating func setInBrackets() throws(LinePattern.Problem) -> ScalarSet {
        let isNegated = skip("^")
        var sets: [ScalarSet] = []
        var isFirst = true
        while true {
            guard let scalar = next() else { throw Problem(description: "a [ has no ]") }
            if scalar == "]", !isFirst { break }
            isFirst = false
            if scalar == "[", let set = try namedSet() {
                sets.append(set)
                continue
            }
            guard let first = try member(scalar, &sets) else { continue }
            var last = first
            if rest.first == "-", rest.dropFirst().first != "]" {
                rest.removeFirst()
                guard let end = next(), let scalar = try member(end, &sets), scalar >= first else {
                    throw Problem(description: "a range in [ ] goes down, or has no end")
                }
                last = scalar
            }
            sets.append(ScalarSet([first.value...last.value]))
        }
        if ignoresCase { sets = sets.map(\.ignoringCase) }
        return .union(sets, isNegated: isNegated)
    }

    /// One scalar; nil for an escape that stands for several, which is added to `sets`.
    private mutating func member(
        _ scalar: Unicode.Scalar, _ sets: inout [ScalarSet]
    ) throws(LinePattern.Problem) -> Unicode.Scalar? {
        guard scalar == "\\" else { return scalar }
        guard let escaped = next() else { throw Problem(description: "a [ has no ]") }
        switch escaped {
        case "x": return try code(digits: 2)
        case "u": return try code(digits: 4)
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "e": return "\u{1B}"
        case "b": return "\u{8}"
        case _ where escaped.properties.isAlphabetic:
            sets.append(try escapedSet(escaped))
            return nil
        default: return escaped
        }
    }

    /// `[:alpha:]` and its like, after the first bracket; nil when a [ is meant as it is.
    private mutating func namedSet() throws(LinePattern.Problem) -> ScalarSet? {
        guard rest.first == ":" else { return nil }
        let sets: [(String, ScalarSet)] = [
            (":alpha:]", ScalarSet([0x41...0x5A, 0x61...0x7A])), (":digit:]", .digit), (":space:]", .space),
            (":alnum:]", ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])), (":word:]", .word),
            (":upper:]", ScalarSet([0x41...0x5A])), (":lower:]", ScalarSet([0x61...0x7A])),
            (":punct:]", ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])),
            (":xdigit:]", ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])),
        ]
        for (name, set) in sets where skip(name) { return set }
        throw Self.unsupported("a [: of that name")
    }

    private static func unsupported(_ what: String) -> LinePattern.Problem {
        LinePattern.Problem(description: "\(what) is not supported")
    }
}
