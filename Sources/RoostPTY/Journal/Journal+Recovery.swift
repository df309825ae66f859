private import Glibc
import RoostKeeperProtocol

/// Finding journals again after a crash.
extension Journal {
    /// Opens what a process that died left of a session's journal, and commits what it had read last.
    ///
    /// Call it only after the keeper has given the session's master: until then the keeper appends.
    ///
    /// - Parameters:
    ///   - directory: Where the segments are.
    ///   - session: Whose they are.
    ///   - files: What is in the directory, if that is known; no segment may have been made since.
    ///   - onDamage: Told of each file that is set aside and each gap; the bytes after a gap are kept, and
    ///     ``bytes(from:upTo:)`` begins again at its end.
    /// - Returns: The journal, which goes on where it ended; nil when there is none.
    /// - Throws: ``JournalError`` when files cannot be opened that may be sound; nothing is deleted then.
    package static func recover(
        directory: String, session: UInt64, files: JournalFiles? = nil,
        onDamage: (JournalDamage) -> Void = { _ in }
    ) throws(JournalError) -> Journal? {
        var found: [KeptSegment] = []
        let names =
            if let files { files.names(of: session) } else {
                try JournalFiles(directory: directory).names(of: session)
            }
        for name in names {
            if let segment = try open(name, in: directory, onDamage) { found.append(segment) }
        }
        // By what they hold: a file that is used again keeps its name.
        found.sort {
            ($0.segment.firstOffset, $0.segment.endOffset) < ($1.segment.firstOffset, $1.segment.endOffset)
        }
        var kept: [KeptSegment] = []
        for (index, segment) in found.enumerated() {
            let first = segment.segment.firstOffset
            let end = kept.last?.segment.endOffset ?? first
            if segment.segment.committed == 0, first < end || index < found.count - 1 {
                // Made, but not used before its maker died: the keeper may have gone on in the one before.
                segment.delete(in: directory)
            } else if first < end {
                setAside(segment.file, in: directory, onDamage)
            } else {
                if first > end { onDamage(.gap(end..<first)) }
                kept.append(segment)
            }
        }
        guard let newest = kept.popLast() else { return nil }
        for older in kept { older.segment.seal() }
        return Journal(recovered: kept, newest: newest, directory: directory)
    }

    /// The sessions that have a journal, in order, with how many files.
    ///
    /// `firstOffset` is not above the offset of the first byte that is kept; only recovery knows that one.
    ///
    /// - Throws: ``JournalError``; a directory that does not exist has none.
    package static func list(
        directory: String
    ) throws(JournalError) -> [(session: UInt64, firstOffset: UInt64, segmentCount: Int)] {
        var result: [(session: UInt64, firstOffset: UInt64, segmentCount: Int)] = []
        for name in try segments(in: directory) {
            if let last = result.last, last.session == name.session {
                result[result.count - 1].segmentCount += 1
            } else {
                result.append((name.session, name.firstOffset, 1))
            }
        }
        return result
    }

    /// Deletes all segments of a session, without opening them.
    package static func remove(directory: String, session: UInt64) throws(JournalError) {
        for name in try segments(in: directory) where name.session == session {
            _ = SystemCall.unlink(name.path(in: directory))
        }
    }

    /// By session, then by offset.
    static func segments(in directory: String) throws(JournalError) -> [JournalName] {
        let names: [String]
        do throws(JournalError) {
            names = try SystemCall.names(in: directory).get()
        } catch {
            guard error.errno == ENOENT else { throw error }
            return []
        }
        return names.compactMap(JournalName.init(file:)).sorted {
            ($0.session, $0.firstOffset) < ($1.session, $1.firstOffset)
        }
    }

    /// Nil when there is nothing in it, or when it was set aside.
    private static func open(
        _ name: JournalName, in directory: String, _ onDamage: (JournalDamage) -> Void
    ) throws(JournalError) -> KeptSegment? {
        let path = name.path(in: directory)
        let descriptor = SystemCall.openFile(path)
        guard descriptor >= 0 else {
            // A link or a folder with a segment's name is no segment.
            guard descriptor == -ELOOP || descriptor == -EISDIR else {
                throw JournalError(.open(path: path), errno: -descriptor)
            }
            setAside(name.file, in: directory, onDamage)
            return nil
        }
        do throws(JournalSegment.Damage) {
            let segment = try JournalSegment(opening: descriptor)
            guard segment.session == name.session else {
                setAside(name.file, in: directory, onDamage)
                return nil
            }
            segment.repair()
            return KeptSegment(segment, file: name.file)
        } catch {
            switch error {
            case .system(let errno): throw JournalError(.open(path: path), errno: errno)
            case .unused: _ = SystemCall.unlink(path)
            case .invalid: setAside(name.file, in: directory, onDamage)
            }
            return nil
        }
    }

    private static func setAside(
        _ file: String, in directory: String, _ onDamage: (JournalDamage) -> Void
    ) {
        let path = "\(directory)/\(file)"
        _ = SystemCall.rename(path, to: path + JournalName.asideSuffix)
        onDamage(.setAside(path: path))
    }
}
