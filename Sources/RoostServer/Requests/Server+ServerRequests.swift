import RoostIO
import RoostPTY
import RoostStore
import RoostWire

// What is asked of the server itself.
extension Server {
    func perform(_ request: Request.Server) async throws(Failure) -> Response {
        switch request {
        case .status: return .status(status)
        case .stop: break
        case .kill(let force):
            let living = directory.livingCount
            guard force || living == 0 else {
                throw Failure(
                    "end the server", cause: "\(living) sessions run",
                    advice: "roost kill-server --force ends them too")
            }
        case .upgrade(let executable):
            if let errno = Host.whyNotExecutable(executable) {
                throw Failure(
                    "upgrade to \(executable)", cause: Host.message(for: errno), advice: "install it first")
            }
            keeper?.swap(path: executable, arguments: Self.arguments(forServer: executable))
        case .doctor: return .findings(findings)
        case .configuration: return .configuration(configurationReport)
        case .reloadConfiguration: return .configuration(await reloadConfiguration())
        case .providers: return .providers(providerList)
        case .metrics: return .metrics(await metrics())
        case .dismissHint:
            connections.isHintDismissed = true
            store.enqueue(.meta(key: "hint_dismissed", value: "1"))
        }
        return .done
    }
}
