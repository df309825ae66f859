import FoundationEssentials
import Glibc
import RoostClient
import RoostIO
import RoostServer
import RoostWire

/// The program that the keeper starts: owns the sessions, their layout and their past until it is told to stop.
@main enum RoostServerProgram {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words != ["--version"] else {
            print("roost-server \(Build.version)")
            return
        }
        guard let options = Options(arguments: words) else {
            stop("usage: roost-server --keeper-fd N [--ready-fd N]; the keeper starts it", status: 2)
        }
        do throws(ClientError) {
            let programs = try ServerPrograms.installed()
            let process = ServerProcess(
                environment: ProcessInfo.processInfo.environment, keeper: options.keeperDescriptor,
                ready: options.readyDescriptor, serverExecutable: programs.server,
                keeperExecutable: programs.keeper)
            exit(process.run())
        } catch {
            stop("roost-server: \(error)", status: 1)
        }
    }

    private static func stop(_ words: String, status: Int32) -> Never {
        Host.writeError(Array("\(words)\n".utf8))
        exit(status)
    }
}
