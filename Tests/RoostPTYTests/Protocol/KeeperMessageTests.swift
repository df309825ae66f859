import RoostKeeperProtocol
import RoostTestSupport
import Testing

@Suite struct KeeperMessageTests {
    static let spawn = SpawnRequest(
        session: 0x0102_0304_0506_0708, rows: 24, columns: 80, path: "/bin/sh", directory: "/",
        arguments: ["sh", ""], environment: ["A": "é"])
    static let run = RunRequest(
        output: 5, errors: 6, path: Array("sh".utf8), directory: Array("/".utf8),
        arguments: [Array("sh".utf8)], environment: [], group: Array("/g".utf8), input: [0, 255],
        limits: [.init(resource: 2, soft: 256, hard: .max)])
    static let requests: [KeeperRequest] = [
        .hello(version: 7), .spawn(spawn), .take(session: .max), .journal(session: 1),
        .signal(session: 2, number: 15, toGroup: true), .signal(session: 2, number: -1, toGroup: false),
        .stored(session: 3, pid: 0), .stored(session: 3, pid: 1234),
        .swap(path: Array("/a".utf8), arguments: [[], [1, 2]]), .shutdown,
        .adopt(session: 4, pid: 5, start: 6), .rest, .reopen, .run(run),
        .run(RunRequest(output: 1, errors: 2, path: [], directory: [], arguments: [], environment: [])),
    ]
    static let statuses: [ChildStatus] = [
        .running, .exited(code: 0), .exited(code: 255), .killed(signal: 9, dumpedCore: false),
        .killed(signal: 11, dumpedCore: true), .gone,
    ]
    static let reports: [KeeperReport] = [
        .hello(version: 1, pid: 2, sessions: []),
        .hello(
            version: 1, pid: 2,
            sessions: statuses.map {
                KeptSession(session: 9, pid: 10, start: 11, status: $0, isAdopted: true, hasJournal: false)
            }
                + [
                    KeptSession(
                        session: 8, pid: 10, start: 11, status: .running, isAdopted: false, hasJournal: true,
                        isErrors: true)
                ]),
        .spawned(session: 1, pid: 2, start: 3), .failed(session: 1, errno: 2, stage: 3), .master(session: 4),
        .exited(session: 5, status: .killed(signal: 6, dumpedCore: false)),
    ]

    @Test(arguments: requests)
    func `a request is read as it was written`(request: KeeperRequest) {
        #expect(KeeperRequest(kind: request.kind.rawValue, body: request.body[...]) == request)
        // A later version may say more.
        #expect(KeeperRequest(kind: request.kind.rawValue, body: (request.body + [1, 2, 3])[...]) == request)
    }

    @Test(arguments: requests)
    func `a request that is cut short is none`(request: KeeperRequest) {
        for count in request.body.indices {
            #expect(KeeperRequest(kind: request.kind.rawValue, body: request.body[..<count]) == nil)
        }
    }

    @Test(arguments: reports)
    func `a report is read as it was written`(report: KeeperReport) {
        #expect(KeeperReport(kind: report.kind.rawValue, body: report.body[...]) == report)
        #expect(KeeperReport(kind: report.kind.rawValue, body: (report.body + [1, 2, 3])[...]) == report)
    }

    @Test(arguments: reports)
    func `a report that is cut short is none`(report: KeeperReport) {
        for count in report.body.indices {
            #expect(KeeperReport(kind: report.kind.rawValue, body: report.body[..<count]) == nil)
        }
    }

    @Test func `entries of a later version may be longer`() {
        let entry: [UInt8] = [
            9, 0, 0, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 3, 0, 0, 0, 1, 2, 0, 0,
        ]
        let body: [UInt8] = [2, 0, 5, 0, 0, 0, 30, 0, 2, 0, 0, 0] + entry + [77, 78] + entry + [79, 80]
        let session = KeptSession(
            session: 9, pid: 10, start: 11, status: .exited(code: 3), isAdopted: false, hasJournal: true)
        #expect(
            KeeperReport(kind: 65, body: body[...])
                == .hello(version: 2, pid: 5, sessions: [session, session]))
    }

    @Test func `strings with a NUL among them are refused`() {
        let request = KeeperRequest.swap(path: [65, 0, 66], arguments: [])
        #expect(KeeperRequest(kind: request.kind.rawValue, body: request.body[...]) == nil)
    }

    @Test func `kinds that are not known are skipped`() {
        for kind: UInt16 in [0, 13, 64, 70, .max] {
            #expect(KeeperRequest(kind: kind, body: []) == nil)
            #expect(KeeperReport(kind: kind, body: []) == nil)
        }
        #expect(KeeperRequest(kind: 65, body: KeeperReport.master(session: 1).body[...]) == nil)
        #expect(KeeperReport(kind: 3, body: KeeperRequest.take(session: 1).body[...]) == nil)
    }

    @Test func `a state of a later version is an end without a name`() {
        #expect(ChildStatus(code: 1, state: 5) == .gone)
    }

    @Test func `any bytes are read without a trap`() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let count = Int.random(in: 0..<80, using: &random)
            let body = (0..<count).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...3, using: &random) : .random(in: 0...255, using: &random)
            }
            for kind in KeeperProtocol.Kind.allCases {
                // What is read at all is written in no more bytes.
                if let request = KeeperRequest(kind: kind.rawValue, body: body[...]) {
                    #expect(request.body.count <= body.count)
                }
                if let report = KeeperReport(kind: kind.rawValue, body: body[...]) {
                    #expect(report.body.count <= body.count)
                }
            }
        }
    }

    /// Frozen: keepers of this version are met for ever.
    @Test func `the bytes stay as they are`() {
        let spawn = KeeperFrame(.spawn, body: KeeperRequest.spawn(Self.spawn).body, carriesDescriptor: false)
        #expect(
            spawn.encoded == [
                54, 0, 0, 0, 2, 0, 0, 0,  // length, kind, no descriptor
                8, 7, 6, 5, 4, 3, 2, 1,  // session
                24, 0, 80, 0,  // rows, columns
                7, 0, 0, 0, 0x2F, 0x62, 0x69, 0x6E, 0x2F, 0x73, 0x68,  // "/bin/sh"
                1, 0, 0, 0, 0x2F,  // "/"
                2, 0, 0, 0, 2, 0, 0, 0, 0x73, 0x68, 0, 0, 0, 0,  // "sh", ""
                1, 0, 0, 0, 4, 0, 0, 0, 0x41, 0x3D, 0xC3, 0xA9,  // "A=é"
            ])
        #expect(
            KeeperRequest.run(Self.run).body == [
                5, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,  // output, errors
                2, 0, 0, 0, 0x73, 0x68, 1, 0, 0, 0, 0x2F,  // "sh", "/"
                1, 0, 0, 0, 2, 0, 0, 0, 0x73, 0x68, 0, 0, 0, 0,  // "sh"; no variable
                2, 0, 0, 0, 0x2F, 0x67,  // "/g"
                1, 2, 0, 0, 0, 0, 255,  // has input, of two bytes
                1, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,  // one limit: resource, soft
                255, 255, 255, 255, 255, 255, 255, 255,  // hard
            ])
        let sessions = [
            KeptSession(
                session: 1, pid: 2, start: 3, status: .killed(signal: 9, dumpedCore: true), isAdopted: true,
                hasJournal: true)
        ]
        let hello = KeeperReport.hello(version: 1, pid: 258, sessions: sessions)
        #expect(
            hello.body == [
                1, 0, 2, 1, 0, 0, 28, 0, 1, 0, 0, 0,  // version, pid, bytes of an entry, entries
                1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0,  // session, start
                2, 0, 0, 0, 9, 0, 0, 0, 3, 3, 0, 0,  // pid, code, state, flags
            ])
        #expect(
            KeeperFrame(.master, body: KeeperReport.master(session: 5).body, carriesDescriptor: true).encoded
                == [8, 0, 0, 0, 68, 0, 1, 0, 5, 0, 0, 0, 0, 0, 0, 0])
        let numbers = KeeperProtocol.Kind.allCases.map(\.rawValue)
        #expect(numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 65, 66, 67, 68, 69])
    }
}
