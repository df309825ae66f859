import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostIO
import RoostModel

/// `roost server log`: what server and keeper wrote down.
struct ServerLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print the end of the logs of server and keeper.")

    @Option(name: [.customShort("n"), .long], help: "So many lines of each.")
    var lines = 50

    func validate() throws {
        guard lines >= 1 else { throw ValidationError("'--lines' takes 1 or more.") }
    }

    func run() throws {
        let folder = Invocation().paths.log
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".log") }.sorted()
        guard !names.isEmpty else {
            throw ClientError(.refused, "show the log", cause: "there is none in \(folder)")
        }
        for name in names {
            if names.count > 1 { print("==> \(folder)/\(name) <==") }
            do throws(IOError) {
                let text = String(decoding: try Files.readAll("\(folder)/\(name)"), as: UTF8.self)
                for line in text.split(whereSeparator: \.isNewline).suffix(lines) {
                    print(Table.printable(String(line)))
                }
            } catch {
                throw ClientError(.refused, "show the log", cause: "\(error)")
            }
        }
    }
}
