import RoostTestSupport
import RoostTerminal
import RoostWire

/// Bytes of an outer terminal: to keys, mouse and pastes, over the wire, and on to a program.
enum InputTarget {
    static func makeCase(_ random: inout SeededGenerator, _ material: borrowing Material) -> FuzzCase {
        var input = FuzzCase(target: .input, seed: random.next())
        let most = random.once(in: 200) ? 200_000 : random.once(in: 4) ? 8000 : 300
        for _ in 0..<random.size(1, 40) {
            if random.once(in: 6) { input.steps.append(.flush) }
            var bytes: [UInt8] = []
            let count = random.size(1, most)
            switch random.below(8) {
            case 0: while bytes.count < count { bytes.append(random.byte()) }
            case 1: bytes += material.pieceOfRecording(count, &random)
            case 2:
                bytes += material.keptChunk(&random)
                Mutation.damage(&bytes, times: random.size(1, 12), &random)
            default: while bytes.count < count { InputGrammar.append(to: &bytes, &random) }
            }
            if random.once(in: 4) { Mutation.damage(&bytes, times: random.size(1, 8), &random) }
            input.steps.append(.bytes(bytes))
        }
        return input
    }

    static func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        var decoder = InputDecoder()
        var pieces = InputDecoder()
        var random = SeededGenerator(seed: input.seed)
        let longest = random.pick([1, 3, 16, 100])
        for step in input.steps {
            let events: [InputEvent]
            let others: [InputEvent]
            switch step {
            case .bytes(let bytes):
                events = decoder.feed(bytes)
                others = feed(bytes, to: &pieces, atMost: longest, &random)
                try checkSizes(events, of: bytes.count)
            case .flush, .resize, .restore:
                events = decoder.flush()
                others = pieces.flush()
            }
            try require(
                Self.joined(events) == Self.joined(others), "the events depend on how the bytes are cut")
            try require(
                decoder.isPending == pieces.isPending, "what waits depends on how the bytes are cut")
            for event in events { try check(event, &random, &features) }
        }
        // Whatever waits is given up at last.
        var count = 0
        while decoder.isPending {
            for event in decoder.flush() { try check(event, &random, &features) }
            count += 1
            try require(count <= 1000, "something waits for ever")
        }
    }

    private static func feed(
        _ bytes: [UInt8], to decoder: inout InputDecoder, atMost longest: Int, _ random: inout SeededGenerator
    ) -> [InputEvent] {
        var events: [InputEvent] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 1 + random.below(longest))
            events += decoder.feed(Array(bytes[start..<end]))
            start = end
        }
        return events
    }

    /// Bytes without a meaning may be told in one piece or in several.
    private static func joined(_ events: [InputEvent]) -> [InputEvent] {
        var result: [InputEvent] = []
        for event in events {
            if case .unknown(let bytes) = event, case .unknown(let before) = result.last {
                result[result.count - 1] = .unknown(before + bytes)
            } else {
                result.append(event)
            }
        }
        return result
    }

    private static func checkSizes(_ events: [InputEvent], of count: Int) throws(Violation) {
        // A byte is a key at most; half a sequence of before may become keys too.
        try require(events.count <= count + 8192, "\(count) bytes gave \(events.count) events")
    }

    private static func check(
        _ event: InputEvent, _ random: inout SeededGenerator, _ features: inout FeatureSet
    ) throws(Violation) {
        let modes = Self.modes(&random)
        switch event {
        case .key(let key):
            try check(key, modes)
            features.insert(
                40, UInt64(key.modifiers.rawValue) << 8 | UInt64(key.event.rawValue),
                key.name.utf8.count == 1 ? 1 : key.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        case .mouse(let mouse):
            let received = try? MouseInput(decoding: MouseInput(session: 1, event: mouse).encoded).event
            try require(received?.action == mouse.action, "a mouse action changes on the wire")
            let bytes = KeyEncoder.encodeMouse(mouse, modes: modes) ?? []
            try require(bytes.count <= 64, "a mouse action of \(bytes.count) bytes")
            _ = KeyEncoder.encodeAlternateScroll(mouse, modes: modes)
            features.insert(41, UInt64(mouse.modifiers.rawValue), UInt64(modes.mouseEncoding.rawValue))
        case .paste(let content):
            try checkPaste(content, modes)
            features.insert(42, UInt64(Int.bitWidth - content.count.leadingZeroBitCount))
        case .focus(let isGained):
            try require(
                KeyEncoder.encodeFocus(isGained, modes: modes).count == (modes.focusEvents ? 3 : 0),
                "focus is told where nobody asked, or the reverse")
            features.insert(43, isGained ? 1 : 0)
        case .reply(let reply):
            features.insert(44, "\(reply)".utf8.prefix(8).reduce(7) { $0 &* 31 &+ UInt64($1) })
        case .unknown(let bytes):
            try require(bytes.count <= 16_384, "\(bytes.count) bytes without a meaning")
            features.insert(45, UInt64(bytes.first ?? 0), UInt64(bytes.dropFirst().first ?? 0))
        }
    }

    /// A key is the same behind the wire, and short where a program reads it.
    private static func check(_ key: Key, _ modes: InputModes) throws(Violation) {
        let received = try? KeyInput(decoding: KeyInput(session: 1, key: key).encoded)
        guard let received else { throw Violation("\(key) does not cross the wire") }
        try require(
            received.key == key || received.key == folded(key), "\(key) is \(received.key) behind the wire")
        let bytes = KeyEncoder.encode(key, modes: modes)
        try require(
            bytes.count <= 160 + (key.text?.utf8.count ?? 0) * 8, "\(key) has \(bytes.count) bytes")
    }

    /// A key crosses the wire by its name, and with Control the name of a letter is the one in lower case.
    private static func folded(_ key: Key) -> Key {
        var folded = key
        if key.modifiers.contains(.control), case .character(let scalar) = key.code,
            let lowercase = scalar.properties.lowercaseMapping.unicodeScalars.first
        {
            folded.code = .character(lowercase)
        }
        return folded
    }

    /// Nothing in a paste ends it: no text becomes keys.
    private static func checkPaste(_ content: [UInt8], _ modes: InputModes) throws(Violation) {
        var bracketed = modes
        bracketed.bracketedPaste = true
        let bytes = KeyEncoder.encodePaste(content, modes: bracketed)
        let (start, end) = (Array("\u{1B}[200~".utf8), Array("\u{1B}[201~".utf8))
        try require(bytes.starts(with: start), "a paste does not begin")
        var place = start.count
        while place < bytes.count {
            if bytes[place] == 0x1B, bytes[place...].starts(with: end) { break }
            place += 1
        }
        try require(place == bytes.count - end.count, "a paste ends early")
        try require(bytes.count <= content.count + 12, "a paste grows")
    }

    private static func modes(_ random: inout SeededGenerator) -> InputModes {
        var modes = InputModes()
        let bits = random.next()
        modes.applicationCursorKeys = bits & 1 != 0
        modes.applicationKeypad = bits & 2 != 0
        modes.newLineMode = bits & 4 != 0
        modes.bracketedPaste = bits & 8 != 0
        modes.focusEvents = bits & 16 != 0
        modes.backarrowSendsBackspace = bits & 32 != 0
        modes.alternateScroll = bits & 64 != 0
        modes.modifyOtherKeys = UInt8(bits >> 8 & 3)
        modes.kittyFlags = UInt8(bits >> 16 & 31)
        modes.mouseTracking = random.pick(MouseTracking.allCases)
        modes.mouseEncoding = random.pick(MouseEncoding.allCases)
        return modes
    }
}
