private import Glibc
package import RoostWire

/// What both sides say first, and whether they understand each other.
package enum Handshake {
    /// What this client says.
    package static var greeting: Hello {
        Hello(program: "roost \(Build.version)", pid: getpid())
    }

    /// Reads the server's first frame.
    ///
    /// - Throws: ``ClientError`` if it is no greeting, with both versions if the major ones differ, or with the
    ///   server's words if it says goodbye at once.
    package static func check(_ frame: Frame) throws(ClientError) -> Hello {
        let hello = try greeting(in: frame)
        guard hello.version.major == ProtocolVersion.current.major else { throw otherVersion(hello) }
        return hello
    }

    /// Reads the greeting of a server of any version.
    static func greeting(in frame: Frame) throws(ClientError) -> Hello {
        switch try? ServerMessage(frame) {
        case .hello(let hello): return hello
        case .goodbye(let goodbye): throw farewell(goodbye)
        case .response, .workspace, .workspaceRemoved, .sessions, .tasks, .screen, .notice, nil:
            throw ClientError(
                .malformed, "talk to the server",
                cause: "what listens at its socket does not speak roost's protocol",
                advice: "see roost doctor")
        }
    }

    /// The server cannot be talked to; if it is older than this program, it can be replaced.
    static func otherVersion(_ hello: Hello) -> ClientError {
        ClientError(
            .otherVersion, "talk to the server",
            cause: "it speaks protocol \(hello.version) (\(hello.program), process \(hello.pid)), "
                + "this program speaks \(ProtocolVersion.current) (\(Build.version))",
            advice: hello.version.major < ProtocolVersion.current.major
                ? "roost server upgrade replaces it, and the sessions go on" : "use the roost of that version"
        )
    }

    /// What a farewell means to someone who waits for an answer.
    static func farewell(_ goodbye: Goodbye) -> ClientError {
        let cause =
            switch goodbye {
            case .refused(let words): words
            case .stopping: "it stops; the sessions go on"
            case .upgrading: "it is being upgraded"
            case .killed: "it was ended with its sessions"
            case .detached: "it let this client go"
            case .workspaceEmpty: "the workspace has no windows left"
            }
        if case .refused = goodbye { return ClientError(.refused, "use the server", cause: cause) }
        return ClientError(.serverGone, "get an answer of the server", cause: cause, advice: "try again")
    }
}
