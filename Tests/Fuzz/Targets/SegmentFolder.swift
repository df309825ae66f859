import Foundation
import RoostKeeperProtocol
import RoostPTY
import RoostTestSupport

/// A directory of segments, found again after a crash.
enum SegmentFolder {
    static func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        guard let temporary = try? TemporaryFolder() else { return }
        let folder = temporary.path
        for case .bytes(let step) in input.steps {
            guard let count = step.first, step.count > Int(count) else { continue }
            let name = String(decoding: step[1...Int(count)], as: UTF8.self)
            guard !name.isEmpty, !name.contains("/"), !name.contains("\0"), name != ".", name != ".." else {
                continue
            }
            _ = FileManager.default.createFile(
                atPath: "\(folder)/\(name)", contents: Data(step[(Int(count) + 1)...]))
        }
        guard let found = try? Journal.list(directory: folder) else { return }
        for (session, _, segmentCount) in found {
            var damage: [JournalDamage] = []
            guard var journal = recover(folder, session, &damage) else { continue }
            for case .gap(let range) in damage { try require(!range.isEmpty, "a gap of no bytes") }
            features.insert(80, UInt64(min(damage.count, 8)), UInt64(segmentCount))
            try check(&journal)
        }
    }

    private static func recover(
        _ folder: String, _ session: UInt64, _ damage: inout [JournalDamage]
    ) -> Journal? {
        // Files that cannot be opened are an error, and none here.
        try? Journal.recover(directory: folder, session: session) { damage.append($0) }
    }

    private static func check(_ journal: inout Journal) throws(Violation) {
        let (start, end) = (journal.startOffset, journal.endOffset)
        try require(start <= end, "a journal ends before it begins")
        let content = journal.bytes(from: start, upTo: end)
        try require(UInt64(content.count) <= end - start, "a journal holds more than its offsets say")
        guard let pipe = BytePipe(Array("more".utf8)) else { return }
        var offset = UInt64.max
        if case .bytes(let count) = journal.read(from: pipe.source, { offset = $1 }) {
            try require(offset == end, "new bytes are not behind the old ones")
            try require(
                journal.bytes(from: end, upTo: journal.endOffset).elementsEqual("more".utf8.prefix(count)),
                "new bytes are not what was read")
        }
        journal.noteResize(rows: 5, columns: 6)
        try require(journal.resizes.last?.rows == 5, "a size that is noted is lost")
        journal.trim(upTo: end)
        try require(journal.startOffset <= journal.endOffset, "a trimmed journal ends before it begins")
        journal.remove()
    }
}
