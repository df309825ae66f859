import RoostTestSupport
/// What new cases are made of beside chance: recordings of real programs, and inputs that reached something
/// new.
struct Material: ~Copyable {
    /// Whole recordings, as bytes.
    let recordings: [[UInt8]]
    /// Chunks that reached something new, the newest in the place of a random old one.
    private(set) var pool: [[UInt8]] = []

    private static let poolLimit = 4096
    private static let chunkLimit = 4096

    init(recordings: [[UInt8]]) {
        self.recordings = recordings
    }

    /// Keeps the chunks of a case that reached something new.
    mutating func keep(_ input: FuzzCase, _ random: inout SeededGenerator) {
        for case .bytes(let bytes) in input.steps where !bytes.isEmpty && bytes.count <= Self.chunkLimit {
            // A few of each, or one long case would push all others out.
            guard random.once(in: max(1, input.steps.count / 4)) else { continue }
            if pool.count < Self.poolLimit {
                pool.append(bytes)
            } else {
                pool[random.below(pool.count)] = bytes
            }
        }
    }

    /// A piece of a recording, at most so many bytes; nothing if there are none.
    func pieceOfRecording(_ count: Int, _ random: inout SeededGenerator) -> ArraySlice<UInt8> {
        guard !recordings.isEmpty else { return [] }
        let index = random.below(recordings.count)
        let length = min(count, recordings[index].count)
        let start = random.below(recordings[index].count - length + 1)
        return recordings[index][start..<start + length]
    }

    /// A kept chunk, or nothing.
    func keptChunk(_ random: inout SeededGenerator) -> ArraySlice<UInt8> {
        pool.isEmpty ? [] : pool[random.below(pool.count)][...]
    }
}
