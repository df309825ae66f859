/// Why a WebSocket is closed (RFC 6455, section 7.4; 4000 and above are ours).
enum CloseCode: UInt16, Sendable {
    case normal = 1000
    case goingAway = 1001
    case protocolError = 1002
    case unsupportedData = 1003
    case invalidText = 1007
    case tooLarge = 1009
    case tryAgainLater = 1013
    case unauthorized = 4401
    case forbidden = 4403
    case sessionNotFound = 4404

    /// Whether a peer may say it in a close frame.
    static func isValid(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
