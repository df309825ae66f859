import FoundationEssentials
import Glibc
import RoostClient
import RoostConfig
import RoostGateway
import RoostIO
import RoostModel
import RoostWire

/// Sessions over HTTP and WebSocket, and the tokens for them.
@main enum RoostGatewayProgram {
    static func main() {
        guard let command = GatewayCommand(Array(CommandLine.arguments.dropFirst())) else {
            stop(GatewayCommand.usage, status: 2)
        }
        let environment = ProcessInfo.processInfo.environment
        let paths = Paths(environment: environment)
        do throws(ClientError) {
            switch command {
            case .version: print("roost-gateway \(Build.version)")
            case .grafana: print(Dashboard.json)
            case .token(let options): try printToken(options, paths, environment)
            case .login(let options): try printLink(options, paths, environment)
            case .serve(let options):
                var settings = settings(paths, environment)
                settings.address = options.address ?? settings.address
                settings.port = options.port ?? settings.port
                settings.isInsecure = options.isInsecure
                try GatewayProcess.run(settings, environment: environment, ready: options.ready)
            }
        } catch {
            stop("roost-gateway: \(error)", status: 1)
        }
    }

    private static func settings(_ paths: Paths, _ environment: [String: String]) -> GatewaySettings {
        let loaded = LoadedConfiguration.load(paths: paths, environment: environment)
        return GatewaySettings(loaded.configuration, paths: paths, environment: environment)
    }

    private static func printToken(
        _ options: TokenOptions, _ paths: Paths, _ environment: [String: String]
    ) throws(ClientError) {
        let settings = settings(paths, environment)
        let keys = try TokenKeys.load(paths: paths, environment: environment)
        let token = TokenMaker.token(
            user: options.user, scope: options.scope, seconds: options.seconds, keys: keys,
            issuer: settings.issuer, audience: settings.audience, now: Host.milliseconds / 1000)
        guard let token else { throw noScope(options, "make a token") }
        print(token)
    }

    private static func noScope(_ options: TokenOptions, _ what: String) -> ClientError {
        ClientError(
            .refused, what, cause: "\(options.scope.debugDescription) is no scope",
            advice: "use words of read, write and admin")
    }

    private static func printLink(
        _ options: TokenOptions, _ paths: Paths, _ environment: [String: String]
    ) throws(ClientError) {
        guard let state = GatewayState.running(paths) else {
            throw ClientError(
                .noServer, "make a link", cause: "no gateway is running",
                advice: "roost gateway start starts one")
        }
        let link = LoginLink.address(
            at: state.url, user: options.user, scope: options.scope,
            keys: try TokenKeys.load(paths: paths, environment: environment),
            now: Timestamp(milliseconds: Host.milliseconds))
        guard let link else { throw noScope(options, "make a link") }
        print(link)
    }

    private static func stop(_ words: String, status: Int32) -> Never {
        Host.writeError(Array("\(words)\n".utf8))
        exit(status)
    }
}
