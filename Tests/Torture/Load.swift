import Foundation
import RoostTestSupport

/// Many sessions that print, and what must be true of them whatever was done to roost.
final class Load {
    /// One of them.
    struct Member {
        let name: String
        let kind: Program.Kind
        let seed: UInt64
        /// Lines before its first pause.
        let prelude: Int
        /// `roost resize` changes its size while it prints.
        let isResized: Bool
        /// Its scrollback, so that it holds all lines; nil: as configured.
        let limit: Int?
    }

    let nest: Nest
    let members: [Member]
    private(set) var pids: [String: Int32] = [:]

    /// 20 sessions: most of a kind that prints now and then, some of each other kind.
    ///
    /// - Parameters:
    ///   - generator: Seeds the programs.
    ///   - prelude: Lines of scrollback that each has before anything is done to roost.
    /// - Returns: The members of a load.
    static func mixed(_ generator: inout SeededGenerator, prelude: Int) -> [Member] {
        let kinds: [Program.Kind] = [
            .lines, .lines, .lines, .lines, .lines, .lines, .slow, .slow, .slow, .flood, .flood, .flood,
            .redraw,
            .redraw, .redraw, .shell, .shell, .shell, .asking, .asking,
        ]
        return kinds.enumerated().map { index, kind in
            Member(
                name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16, prelude: prelude,
                // Every third, of the kinds whose lines do not depend on the size.
                isResized: index % 3 == 1 && kind != .shell, limit: kind == .slow ? 1_000_000 : nil)
        }
    }

    init(_ nest: Nest, _ members: [Member]) {
        self.nest = nest
        self.members = members
    }

    /// The program of the sessions: this one.
    static let program =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "roost-torture"

    /// The command line of a member's child.
    static func command(
        _ member: Member, control: String, blocks: Int? = nil, go: String? = nil
    ) -> [String] {
        [
            program, "play", "--kind", member.kind.rawValue, "--seed", "\(member.seed)", "--prelude",
            "\(member.prelude)", "--control", control,
        ] + (blocks.map { ["--blocks", "\($0)"] } ?? [])
            + (blocks != nil && member.kind != .steady ? ["--unpaced"] : [])
            + (go.map { ["--go", $0] } ?? [])
    }

    /// The beginning of the names of a member's files.
    func control(_ member: Member) -> String { "\(nest.path)/control/\(member.name)" }

    /// Starts all of them.
    ///
    /// - Parameter blocks: How many blocks each prints, as fast as it can; nil: until it is told to close.
    /// - Throws: ``Trouble`` when one cannot be started.
    func start(blocks: [String: Int]? = nil) throws {
        for member in members {
            var arguments = ["new", "-d", "-n", member.name, "--size", "80x24"]
            if let limit = member.limit { arguments += ["--history", "\(limit)"] }
            let command = Self.command(member, control: control(member), blocks: blocks?[member.name])
            let outcome = try nest.run(arguments + ["--"] + command)
            guard outcome.status == 0 else {
                throw Trouble("roost new: \(outcome.errors)")
            }
        }
        pids = try nest.sessions().compactMapValues { ($0["pid"] as? Int).map { Int32($0) } }
    }

    /// Waits until each has printed its prelude.
    func waitForPreludes() throws {
        for member in members where member.prelude > 0 {
            try Pause.until("\(member.name) begins") {
                let file = URL(fileURLWithPath: control(member) + ".progress")
                return ((try? Data(contentsOf: file)) ?? Data()).count > 0
            }
        }
    }

    /// Checks that every child runs, and is the one that was started.
    func checkAlive(_ report: inout Report, _ when: String) {
        for (name, pid) in pids {
            report.check(Nest.isAlive(pid), "\(when): the child of \(name) (\(pid)) is gone")
        }
    }

    /// Gives one of the resizable members a size at random.
    func resizeOne(_ generator: inout SeededGenerator) throws {
        let resizable = members.filter(\.isResized)
        let member = resizable[Int.random(in: 0..<resizable.count, using: &generator)]
        let (columns, rows) = (
            Int.random(in: 70...130, using: &generator), Int.random(in: 12...45, using: &generator)
        )
        try nest.output("resize", member.name, "\(columns)x\(rows)")
    }

    /// Lets all close their streams, and waits until roost has read everything.
    ///
    /// - Returns: How many blocks each had printed, and how many questions stayed without an answer.
    func finish() throws -> (blocks: [String: Int], unanswered: Int) {
        for member in members where member.isResized { try nest.output("resize", member.name, "80x24") }
        for member in members {
            guard let pid = pids[member.name], Nest.isAlive(pid) else {
                throw Trouble("the child of \(member.name) is gone")
            }
            kill(pid, SIGUSR1)
        }
        return try waitForEnd()
    }

    /// Waits until all have closed their streams and roost has read everything.
    func waitForEnd(seconds: Double = 120) throws -> (blocks: [String: Int], unanswered: Int) {
        var blocks: [String: Int] = [:]
        var unanswered = 0
        for member in members {
            let file = control(member) + ".done"
            try Pause.until("\(member.name) closes its stream", seconds: seconds) {
                FileManager.default.fileExists(atPath: file)
            }
            let words = try String(contentsOfFile: file, encoding: .utf8).split(
                whereSeparator: \.isWhitespace)
            blocks[member.name] = words.first.flatMap { Int($0) }
            unanswered += words.last.flatMap { Int($0) } ?? 0
            try nest.output("wait", member.name, "--text", "^the end$", "--timeout", "60", seconds: 90)
        }
        return (blocks, unanswered)
    }
}
