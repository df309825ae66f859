import Foundation

/// `roost-bench [--list] [--instructions] [NAME...]`: how fast and how small the terminal is.
///
/// Speeds are bytes per second of CPU time, so that a busy machine changes little; goals stand beside them.
/// The exit status is 1 only when the scan for text fell back to scalar code, which nothing else would show.
@main
enum RoostBench {
    static func main() {
        var names: [String] = []
        var isList = false
        var countsInstructions = false
        for argument in CommandLine.arguments.dropFirst() {
            switch argument {
            case "--list": isList = true
            case "--instructions": countsInstructions = true
            case InstructionCount.childFlag:
                return InstructionCount.feedForParent(CommandLine.arguments.last ?? "")
            case MemoryUse.childFlag: return MemoryUse.printForParent(CommandLine.arguments.last ?? "")
            case let flag where flag.hasPrefix("-"):
                fail("unknown option \(flag); usage: roost-bench [--list] [--instructions] [NAME...]")
            default: names.append(argument)
            }
        }
        let known = Benchmark.all.map(\.name)
        for name in names where !known.contains(name) {
            fail("there is no benchmark \(name): roost-bench --list names them")
        }
        let chosen = Benchmark.all.filter { names.isEmpty || names.contains($0.name) }
        if isList {
            for benchmark in chosen { print(Table.padded(benchmark.name, 18) + benchmark.summary) }
        } else if countsInstructions {
            InstructionCount.run(chosen.compactMap(\.payload))
        } else {
            run(chosen)
        }
    }

    private static func run(_ chosen: [Benchmark]) {
        var hasFailed = false
        for benchmark in chosen {
            for row in benchmark.run() {
                row.print(named: benchmark.name)
                if row.isFailure { hasFailed = true }
            }
        }
        if hasFailed { exit(1) }
    }

    static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("roost-bench: \(message)\n".utf8))
        exit(2)
    }
}
