/// Idle sessions cause no disk writes and take no time.
enum Idle {
    private static let seconds = 30.0

    static func run(_ options: Options, _ report: inout Report) throws {
        try Nest.with(options) { nest in
            for number in 1...options.count {
                let program = number % 2 == 0 ? "cat" : "bash"
                try nest.output("new", "-d", "-n", "idle-\(number)", "--", program)
                try nest.output("send", "idle-\(number)", "--enter", "echo some output")
            }
            // Until states are found, snapshots taken, logs synced.
            try Pause.milliseconds(10_000)
            let pids = try nest.pids()
            let before = [pids.server, pids.keeper].map(facts)
            for second in 1...Int(seconds) {
                try Pause.milliseconds(1000)
                report.progress(second, of: Int(seconds))
            }
            let after = [pids.server, pids.keeper].map(facts)
            for (index, name) in ["server", "keeper"].enumerated() {
                let written = after[index].written - before[index].written
                let ticks = after[index].ticks - before[index].ticks
                report.figure(name, "\(written) bytes written, \(ticks * 10) ms of CPU in \(Int(seconds)) s")
                report.check(written == 0, "the \(name) wrote \(written) bytes in \(Int(seconds)) s")
            }
        }
    }

    private static func facts(_ pid: Int32) -> (written: Int, ticks: Int) {
        (Nest.writtenBytes(of: pid), Nest.ticks(of: pid))
    }
}
