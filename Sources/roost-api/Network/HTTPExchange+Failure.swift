import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import RoostIO

// What went wrong on the line, in words that a person and the verdict of a task understand.
extension HTTPExchange {
    /// Puts an error of the libraries into words; an ``APIFailure`` only loses the key.
    func failure(of error: any Error) -> any Error {
        switch error {
        case let failure as APIFailure: failure.masking(key)
        case let error as HTTPClientError: connection(cause(error))
        case let error as NIOConnectionError: connection("cannot connect to \(target): \(Self.cause(error))")
        case let error as NIOCore.IOError:
            connection("the connection to \(endpoint) broke: \(Self.message(of: error))")
        case let error as NIOSSLError: connection(Self.cause(error, endpoint))
        case is HTTPParserError: connection("\(endpoint) does not speak HTTP, or the connection was cut")
        case let error as ChannelError: connection("the connection to \(endpoint) broke: \(error)")
        case let error as StandardStreams.Failure: error
        default: connection("\(endpoint): \(error)")
        }
    }

    /// The words of a library may have anything in them.
    private func connection(_ cause: String) -> APIFailure {
        APIFailure.connection(APIFailure.line(cause)).masking(key)
    }

    /// What a connection is made to.
    private var target: String { proxy.map { "proxy \($0)" } ?? "\(endpoint)" }

    private func cause(_ error: HTTPClientError) -> String {
        switch error {
        case .readTimeout, .writeTimeout:
            "nothing came from \(endpoint) for \(idleTimeout.components.seconds) s"
        case .connectTimeout: "cannot connect to \(target): it does not answer"
        case .tlsHandshakeTimeout: "cannot connect to \(endpoint): it does not answer to TLS"
        case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            "cannot connect to \(endpoint): \(target) does not answer"
        case .proxyAuthenticationRequired: "\(target) asks for a name and a password"
        case .invalidProxyResponse: "\(target) does not let through to \(endpoint)"
        case .remoteConnectionClosed, .uncleanShutdown:
            "connection closed by \(endpoint) before the answer was complete"
        default: "\(endpoint): \(error.shortDescription)"
        }
    }

    private static func cause(_ error: NIOConnectionError) -> String {
        if error.connectionErrors.isEmpty, let unknown = error.dnsAError ?? error.dnsAAAAError {
            return "its name is not known (\(unknown))"
        }
        // One for each address of the host; the first is as good as any.
        guard let first = error.connectionErrors.first?.error else { return "it has no address" }
        return (first as? NIOCore.IOError).map { message(of: $0) } ?? "\(first)"
    }

    private static func message(of error: NIOCore.IOError) -> String {
        RoostIO.Host.message(for: error.errnoCode)
    }

    private static func cause(_ error: NIOSSLError, _ endpoint: Endpoint) -> String {
        let words = "\(error)"
        if words.contains("CERTIFICATE_VERIFY_FAILED") {
            return
                "the certificate of \(endpoint) is not trusted (SSL_CERT_FILE may name another authority's)"
        }
        return "TLS with \(endpoint) failed: \(words)"
    }
}
