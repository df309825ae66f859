import Crypto

/// The opening of a WebSocket (RFC 6455, section 4.2), as far as headers decide.
enum SocketHandshake {
    private static let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// Looks at the headers.
    ///
    /// - Returns: The value of `Sec-WebSocket-Accept`.
    /// - Throws: ``APIError`` for what opens no WebSocket of version 13.
    static func accept(_ request: APIRequest) throws(APIError) -> String {
        func words(_ name: String) -> [String] {
            request.headers.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
                .map { $0.trimmingBlanks.lowercased() }
        }
        guard words("upgrade").contains("websocket"), words("connection").contains("upgrade") else {
            throw refusal("it has no Upgrade: websocket")
        }
        guard request.header("sec-websocket-version") == "13" else {
            throw refusal("its version is not 13")
        }
        guard let key = request.header("sec-websocket-key"), isKey(key) else {
            throw refusal("its key is not 16 bytes in Base64")
        }
        return base64(Insecure.SHA1.hash(data: Array((key + guid).utf8)))
    }

    /// 24 characters that stand for 16 bytes.
    private static func isKey(_ key: String) -> Bool {
        guard key.utf8.count == 24, key.hasSuffix("==") else { return false }
        let body = key.dropLast(2).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
        return Base64URL.decode(String(body))?.count == 16
    }

    private static func base64(_ bytes: some Sequence<UInt8>) -> String {
        let text = Base64URL.encode(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }

    private static func refusal(_ cause: String) -> APIError {
        APIError(.badRequest, "open a WebSocket", cause: cause, advice: "see RFC 6455, section 4.1")
    }
}

extension StringProtocol {
    /// Without blanks and tabs at both ends.
    var trimmingBlanks: String {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }
}
