import RoostPTY

// Where in the output a shell says that a command starts.
extension OutputPump {
    /// OSC 133 C: the command line is over, what follows is the command's output.
    private static let startMark = Array("\u{1B}]133;C".utf8)
    /// What one read can bring, and a mark that began in the one before it.
    private static let reach = UInt64(64 << 10) + UInt64(startMark.count)

    /// Looks for the first mark behind that of the command before, in what was read last.
    ///
    /// - Parameters:
    ///   - before: Where the command before starts; nil for the first one.
    ///   - end: The end of the read in which the terminal met the mark.
    /// - Returns: Where it begins; nil when the journal has none.
    /// - Complexity: O(*n*) in what was read; once for each command.
    func commandStart(after before: UInt64?, upTo end: UInt64) -> UInt64? {
        let start = max(end > Self.reach ? end - Self.reach : 0, before.map { $0 + 1 } ?? 0)
        guard let first = journal?.firstKept(from: start), first < end,
            let bytes = journal?.bytes(from: first, upTo: end)
        else { return nil }
        let mark = Self.startMark
        guard bytes.count >= mark.count else { return nil }
        let place = (0...bytes.count - mark.count).first { place in
            bytes[place] == mark[0] && bytes[place..<place + mark.count].elementsEqual(mark)
        }
        return place.map { first + UInt64($0) }
    }
}
