import Foundation
import RoostTestSupport

/// A small home that everything was killed in: a database with its log, snapshots, and journals that hold more.
struct FlipBase {
    let nest: Nest
    /// The copy that cases are made from.
    let folder: String
    let sessionCount: Int

    /// Makes it with the real programs.
    init(_ nest: Nest, _ generator: inout SeededGenerator) throws {
        self.nest = nest
        folder = nest.path + "/base"
        let kinds: [Program.Kind] = [.lines, .shell, .redraw, .flood]
        let load = Load(
            nest,
            kinds.enumerated().map { index, kind in
                Load.Member(
                    name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16,
                    prelude: 1500,
                    isResized: false, limit: nil)
            })
        sessionCount = kinds.count
        try load.start()
        try load.waitForPreludes()
        try nest.output("workspace", "new", "one")
        try nest.output("pane", "show", "lines-0", "-w", "one")
        // A server that is replaced writes snapshots of all; then comes more.
        try nest.output("server", "upgrade", nest.binaries + "/roost")
        try Pause.milliseconds(1000)
        try Outage(nest).killAll()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try copy(from: nest.state, to: folder)
    }

    func copy(to state: String) throws {
        try copy(from: folder, to: state)
    }

    private func copy(from: String, to: String) throws {
        for name in ["roost.sqlite", "roost.sqlite-wal", "journal"]
        where FileManager.default.fileExists(atPath: "\(from)/\(name)") {
            try FileManager.default.copyItem(atPath: "\(from)/\(name)", toPath: "\(to)/\(name)")
        }
    }
}

/// Some bytes of one file that were changed.
struct Flip: CustomStringConvertible {
    let description: String
    /// `roost.sqlite`, its log, or a segment of a journal.
    let isJournal: Bool
    /// Its path below the state folder.
    let file: String

    /// Changes 1 to 16 bytes near each other in one of the files below a state folder.
    init(in state: String, _ generator: inout SeededGenerator) throws {
        let segments = try FileManager.default.contentsOfDirectory(atPath: state + "/journal").sorted()
            // The folder of the tasks' own is another matter.
            .filter { $0 != "tasks" }.map { "journal/" + $0 }
        isJournal = !segments.isEmpty && Int.random(in: 0..<10, using: &generator) < 3
        var file = "roost.sqlite"
        if isJournal {
            file = segments[Int.random(in: 0..<segments.count, using: &generator)]
        } else if Int.random(in: 0..<4, using: &generator) == 0,
            FileManager.default.fileExists(atPath: state + "/roost.sqlite-wal")
        {
            file = "roost.sqlite-wal"
        }
        self.file = file
        let url = URL(fileURLWithPath: "\(state)/\(file)")
        var data = try Data(contentsOf: url)
        guard !data.isEmpty else {
            description = "\(file), which is empty"
            return
        }
        // The head of a journal and of a database page says most.
        let page = Int.random(in: 0...(data.count - 1) / 4096, using: &generator) * 4096
        let isHead = Int.random(in: 0..<3, using: &generator) == 0
        let start = isHead ? (isJournal ? 0 : page) : page
        let span = min(data.count - start, isHead ? 64 : 4096)
        var places: [Int] = []
        for _ in 0..<Int.random(in: 1...16, using: &generator) {
            let place = start + Int.random(in: 0..<span, using: &generator)
            data[place] = UInt8.random(in: 0...255, using: &generator)
            places.append(place)
        }
        try data.write(to: url)
        description = "\(file) at \(places.sorted().prefix(4))"
    }
}
