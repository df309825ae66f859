import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// A paste that is under way, and whoever waits for room for its next part.
struct PasteInProgress {
    var stream: PasteStream
    var waiting: CheckedContinuation<Bool, Never>?
    /// Gives up when nothing was read for a while.
    var patience: (any ScheduledWork)?
    /// Bytes that waited when that began.
    var byteCount = 0
}

// Pastes of any size: the next part is asked for when the program has read the one before.
extension Session {
    /// With less than this waiting there is room for the next part, in bytes.
    private static let lowWater = 256 << 10
    /// A program that reads nothing for so long does not read.
    private static let readingTime = Duration.seconds(5)

    /// Takes a part of a paste; suspended until there is room for the next.
    ///
    /// - Throws: ``Failure`` when the program does not read, or has ended; the paste is over then.
    func paste(_ bytes: [UInt8], part: PastePart) async throws(Failure) {
        defer { settle() }
        if part == .whole { return try paste(bytes) }
        if part == .first { try beginPaste() }
        guard var stream = requests.paste?.stream, requests.paste?.waiting == nil else {
            throw Failure(
                "paste into \(info.name)", cause: "another paste was begun meanwhile", advice: "try again")
        }
        try admit(bytes.count, for: "paste into")
        let content = stream.add(bytes)
        requests.paste?.stream = stream
        writeTyped(part == .last ? content + stream.end : content)
        if part == .last { return requests.paste = nil }
        settle()
        guard await hasRoom() else {
            // What the program reads after this is no part of the paste.
            writeTyped(stream.end)
            requests.paste = nil
            throw Failure(
                "paste into \(info.name)",
                cause: input.isOpen
                    ? "its program does not read (\(input.byteCount) bytes wait)" : "it has ended",
                advice: "see what it shows with roost capture \(info.name)")
        }
    }

    private func beginPaste() throws(Failure) {
        guard requests.paste == nil else {
            throw Failure(
                "paste into \(info.name)", cause: "another paste is under way", advice: "wait for its end")
        }
        let stream = PasteStream(screen.terminal.inputModes)
        try admit(stream.start.count, for: "paste into")
        if info.kind.isAgent { typedPrompt.forget() }
        requests.paste = PasteInProgress(stream: stream)
        writeTyped(stream.start)
    }

    /// Suspended until the program has read most of what waits; false when it does not.
    private func hasRoom() async -> Bool {
        guard input.isOpen, input.byteCount > Self.lowWater else { return input.isOpen }
        return await withCheckedContinuation { continuation in
            requests.paste?.waiting = continuation
            watchReading()
        }
    }

    private func watchReading() {
        requests.paste?.byteCount = input.byteCount
        requests.paste?.patience?.cancel()
        requests.paste?.patience = clock.schedule(on: loop, after: Self.readingTime) { [weak self] in
            self?.assumeIsolated { session in
                guard let paste = session.requests.paste, paste.waiting != nil else { return }
                let left = session.input.byteCount
                if left > Self.lowWater, left < paste.byteCount { return session.watchReading() }
                session.resumePaste(left <= Self.lowWater)
            }
        }
    }

    /// The program has read something, or has ended.
    func inputDrained() {
        guard requests.paste?.waiting != nil else { return }
        if !input.isOpen { return resumePaste(false) }
        if input.byteCount <= Self.lowWater { resumePaste(true) }
    }

    private func resumePaste(_ hasRoom: Bool) {
        requests.paste?.patience?.cancel()
        requests.paste?.waiting.take()?.resume(returning: hasRoom)
    }
}
