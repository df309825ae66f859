import RoostIO
package import RoostModel
import RoostWire

extension CommandConnection {
    /// Connects to the server that runs, whatever version it speaks.
    ///
    /// - Throws: ``ClientError`` if none runs or it says nothing within a second.
    package static func openForUpgrade(paths: Paths) throws(ClientError) -> CommandConnection {
        let deadline = Deadline(after: .seconds(1))
        let socket = try ServerSocket.connect(to: paths.socket, until: deadline)
        return try CommandConnection(ofAnyVersion: socket, deadline: deadline)
    }

    /// Asks the server to make place for another; it ends when it has answered.
    ///
    /// - Parameters:
    ///   - executable: The program of the other server, an absolute path.
    ///   - timeout: For the answer.
    /// - Throws: ``ClientError`` with the server's reason if it will not.
    package mutating func upgrade(to executable: String, timeout: Duration) throws(ClientError) {
        switch server.version.major {
        case ProtocolVersion.current.major:
            try send(
                [try ClientError.writing { () throws(WireError) in try Frame(Handshake.greeting) }],
                until: Deadline(after: timeout))
            let answer = try perform(.server(.upgrade(executable: executable)), timeout: timeout)
            if case .failed(let failure) = answer { throw ClientError(failure) }
        case VersionOne.version.major:
            try upgradeVersionOne(to: executable, deadline: Deadline(after: timeout))
        default: throw Handshake.otherVersion(server)
        }
    }

    private mutating func upgradeVersionOne(to executable: String, deadline: Deadline) throws(ClientError) {
        var hello = Handshake.greeting
        hello.version = VersionOne.version
        let greeting = hello
        try send(
            [
                try ClientError.writing { () throws(WireError) in try Frame(greeting) },
                try ClientError.writing { () throws(WireError) in
                    try VersionOne.upgrade(to: executable, number: 1)
                },
            ], until: deadline)
        while true {
            let frame = try receive(until: deadline)
            guard frame.kind == FrameKind.response.rawValue else { continue }
            let failure = try ClientError.reading { () throws(WireError) in try VersionOne.answer(frame) }
            if let failure { throw ClientError(failure) }
            return
        }
    }
}
