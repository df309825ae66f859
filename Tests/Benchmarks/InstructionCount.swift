import Foundation
import RoostTerminal
import RoostTestSupport

/// Instructions for each byte, by callgrind: the same number in each run, however busy the machine is.
///
/// The program runs itself once for each payload, and only what happens in ``FeedSpeed/feed(_:to:)`` counts.
/// https://valgrind.org/docs/manual/cl-manual.html
enum InstructionCount {
    /// What follows is a payload's name.
    static let childFlag = "--feed-once"
    private static let byteCount = 1 << 20

    static func run(_ payloads: [Payload]) {
        guard let valgrind = path(of: "valgrind") else {
            return print("instructions per byte cannot be counted: valgrind is not installed")
        }
        guard let folder = try? TemporaryFolder(), let program = bareProgram(in: folder) else {
            return print("instructions per byte cannot be counted: objcopy made no copy of this program")
        }
        for payload in payloads {
            guard let count = count(payload, program, valgrind) else {
                print(Table.padded(payload.name, 16) + "valgrind gave no count")
                continue
            }
            let perByte = Double(count) / Double(payload.bytes(byteCount).count)
            print(
                Table.padded(payload.name, 16) + Table.padded(payload.summary, 42)
                    + "\(Table.number(perByte)) instructions a byte")
        }
    }

    /// What the child does: a little to warm up, then all that is counted.
    static func feedForParent(_ name: String) {
        guard let payload = Payload.all.first(where: { $0.name == name }) else { return }
        let bytes = payload.bytes(byteCount)
        var terminal = FeedSpeed.blankTerminal()
        terminal.feed(Array(bytes.prefix(65_536)))
        FeedSpeed.feed(bytes, to: &terminal)
    }

    /// A copy without what debuggers read, which is newer than many a valgrind understands.
    private static func bareProgram(in folder: TemporaryFolder) -> String? {
        guard let program = OwnProcess.path, let objcopy = path(of: "objcopy") else { return nil }
        let copy = "\(folder.path)/roost-bench"
        let outcome = try? ChildProcess([objcopy, "--strip-debug", program, copy]).wait(seconds: 600)
        return outcome?.status == 0 ? copy : nil
    }

    private static func count(_ payload: Payload, _ program: String, _ valgrind: String) -> Int? {
        let wrapper = [
            valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no",
            // The name is mangled: before each part stands its length.
            "--toggle-collect=*FeedSpeed*4feed*",
        ]
        let messages = OwnProcess.run([childFlag, payload.name], from: program, under: wrapper)?.errors ?? ""
        let line = messages.split(separator: "\n").last { $0.contains("Collected : ") }
        return line?.split(separator: " ").last.flatMap { Int($0) }
    }

    private static func path(of program: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
