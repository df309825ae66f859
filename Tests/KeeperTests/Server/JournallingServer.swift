import Glibc
import RoostKeeperProtocol
import RoostPTY

/// Reads one session into a journal and stores it in `FOLDER/stored`, where byte *n* of the output is at *n*.
///
/// It exits with 0 when all is stored, and with 3 when a byte is missing.
struct JournallingServer: ~Copyable {
    private static let session: UInt64 = 1

    private let keeper: BlockingKeeper
    private let folder: String
    private let lines: String
    private let file: Int32
    private var stored: UInt64

    init(folder: String, lines: String, keeper: Int32) {
        self.keeper = BlockingKeeper(keeper)
        self.folder = folder
        self.lines = lines
        self.file = unsafe open("\(folder)/stored", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.stored = UInt64(lseek(file, 0, SEEK_END))
    }

    mutating func run() throws {
        guard case .hello(_, _, let sessions) = try keeper.next().report else { exit(5) }
        try keeper.send(.hello(version: KeeperProtocol.version))
        let master = try sessions.isEmpty ? spawn() : take()
        // The keeper has stopped reading.
        let recovered = try Journal.recover(directory: folder, session: Self.session) { damage in
            print("damage: \(damage)")
            exit(3)
        }
        if let journal = recovered {
            guard journal.startOffset <= stored, stored <= journal.endOffset else { exit(3) }
            try follow(master, journal)
        } else {
            // Killed before there was a journal: nothing was read.
            guard stored == 0 else { exit(3) }
            try follow(master, Journal(directory: folder, session: Self.session, offset: 0))
        }
    }

    private func spawn() throws -> Int32 {
        try keeper.send(
            .spawn(
                SpawnRequest(
                    session: Self.session, rows: 24, columns: 80, directory: "/",
                    arguments: ["seq", "1", lines], environment: ["PATH": "/usr/bin:/bin"])))
        return try master()
    }

    private func take() throws -> Int32 {
        try keeper.send(.take(session: Self.session))
        return try master()
    }

    private func master() throws -> Int32 {
        while true {
            let (report, descriptor) = try keeper.next()
            switch report {
            case .spawned, .master: return descriptor
            case .failed: exit(5)
            case .hello, .exited: continue
            }
        }
    }

    private mutating func follow(_ master: Int32, _ taken: consuming Journal) throws {
        var journal = taken
        while true {
            if journal.didRotate {
                try keeper.send(.journal(session: Self.session), descriptor: journal.currentSegmentDescriptor)
                journal.didRotate = false
            }
            switch journal.read(from: master) {
            case .bytes:
                if journal.endOffset - stored > 300_000 { store(&journal) }
            case .wouldBlock:
                store(&journal)
                _ = Descriptors.wait(master)
            case .full: store(&journal)
            case .end:
                store(&journal)
                exit(0)
            case .failed: exit(5)
            }
        }
    }

    private mutating func store(_ journal: inout Journal) {
        let bytes = journal.bytes(from: stored, upTo: journal.endOffset)
        guard stored + UInt64(bytes.count) == journal.endOffset else { exit(3) }
        guard unsafe pwrite(file, bytes, bytes.count, off_t(stored)) == bytes.count else { exit(5) }
        stored = journal.endOffset
        journal.trim(upTo: stored)
    }
}
