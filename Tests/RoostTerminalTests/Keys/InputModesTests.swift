import Testing

@testable import RoostTerminal

@Suite struct InputModesTests {
    /// Every flag, and every value of each field, alone.
    static let samples: [InputModes] = {
        var samples = [InputModes()]
        let flags: [WritableKeyPath<InputModes, Bool>] = [
            \.applicationCursorKeys, \.applicationKeypad, \.newLineMode, \.bracketedPaste, \.focusEvents,
            \.backarrowSendsBackspace, \.alternateScroll,
        ]
        for flag in flags {
            var modes = InputModes()
            modes[keyPath: flag] = true
            samples.append(modes)
        }
        for value in [1, 2, 255] as [UInt8] {
            var modes = InputModes()
            modes.modifyOtherKeys = value
            modes.kittyFlags = value / 3
            samples.append(modes)
        }
        for tracking in MouseTracking.allCases {
            for encoding in MouseEncoding.allCases {
                var modes = InputModes()
                modes.mouseTracking = tracking
                modes.mouseEncoding = encoding
                samples.append(modes)
            }
        }
        return samples
    }()

    @Test func `modes come back from their binary form and leave what follows`() throws {
        #expect(Set(Self.samples).count == Self.samples.count - 1)
        for modes in Self.samples {
            var bytes: [UInt8] = [9]
            modes.encode(into: &bytes)
            #expect(bytes.count == 7)
            var rest = bytes.dropFirst() + [42]
            #expect(try InputModes(decoding: &rest) == modes)
            #expect(rest == [42])
        }
    }

    @Test func `the binary form is frozen`() throws {
        var modes = InputModes()
        modes.applicationCursorKeys = true
        modes.bracketedPaste = true
        modes.alternateScroll = true
        modes.modifyOtherKeys = 2
        modes.kittyFlags = 5
        modes.mouseTracking = .any
        modes.mouseEncoding = .sgr
        var bytes: [UInt8] = []
        modes.encode(into: &bytes)
        #expect(bytes == [1, 0b0100_1001, 2, 5, 4, 2])
    }

    @Test(
        arguments: [
            ([], .truncated), ([1], .truncated), ([1, 0, 0, 0, 0], .truncated),
            ([2, 0, 0, 0, 0, 0], .unknownVersion(2)),
            ([1, 0x80, 0, 0, 0, 0], .invalidValue(0x80)), ([1, 0, 0, 0, 5, 0], .invalidValue(5)),
            ([1, 0, 0, 0, 0, 5], .invalidValue(5)),
        ] as [([UInt8], InputModesError)])
    func `bytes that are no modes are refused and stay`(bytes: [UInt8], error: InputModesError) {
        var rest = bytes[...]
        #expect(throws: error) { try InputModes(decoding: &rest) }
        #expect(rest == bytes[...])
        #expect(error.description.hasPrefix("cannot decode input modes: "))
    }
}
