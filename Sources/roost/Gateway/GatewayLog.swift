import ArgumentParser
import RoostClient
import RoostIO
import RoostModel

/// `roost gateway log`: what the gateway wrote down.
struct GatewayLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print the end of the gateway's log.")

    @Option(name: [.customShort("n"), .long], help: "So many lines.")
    var lines = 50

    func validate() throws {
        guard lines >= 1 else { throw ValidationError("'--lines' takes 1 or more.") }
    }

    func run() throws {
        let path = Invocation().paths.log + "/gateway.log"
        do throws(IOError) {
            let text = String(decoding: try Files.readAll(path), as: UTF8.self)
            for line in text.split(whereSeparator: \.isNewline).suffix(lines) {
                print(Table.printable(String(line)))
            }
        } catch {
            throw ClientError(
                .refused, "show the gateway's log", cause: "\(error)",
                advice: "roost gateway start starts one")
        }
    }
}
