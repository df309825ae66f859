extension Frame {
    /// The first frame of both sides.
    package init(_ hello: Hello) throws(WireError) {
        self.init(kind: .hello, body: try JSON.encode(hello))
    }

    /// A question with the number that its answer will have.
    ///
    /// - Throws: ``WireError/tooLong(bytes:)`` for one that its receiver would refuse.
    package init(_ request: Request, number: UInt32) throws(WireError) {
        self.init(kind: .request, body: try Self.body(request, number: number))
        guard body.count <= Self.maximumLength else { throw .tooLong(bytes: body.count) }
    }

    /// The answer to the question of that number.
    package init(_ response: Response, to number: UInt32) throws(WireError) {
        self.init(kind: .response, body: try Self.body(response, number: number))
    }

    /// Windows, panes or sizes changed.
    package init(_ event: WorkspaceEvent) throws(WireError) {
        self.init(kind: .workspace, body: try JSON.encode(event))
    }

    /// A workspace is gone.
    package init(_ event: WorkspaceRemoved) throws(WireError) {
        self.init(kind: .workspaceRemoved, body: try JSON.encode(event))
    }

    /// Sessions changed.
    package init(_ event: SessionsEvent) throws(WireError) {
        self.init(kind: .sessions, body: try JSON.encode(event))
    }

    /// Print-mode tasks changed.
    package init(_ event: TasksEvent) throws(WireError) {
        self.init(kind: .tasks, body: try JSON.encode(event))
    }

    /// Something for the person or for the outer terminal.
    package init(_ notice: Notice) throws(WireError) {
        self.init(kind: .notice, body: try notice.body)
    }

    /// The last frame of a server.
    package init(_ goodbye: Goodbye) throws(WireError) {
        self.init(kind: .goodbye, body: try goodbye.body)
    }

    private static func body(_ message: some WireMessage, number: UInt32) throws(WireError) -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.write(number)
        try message.write(to: &writer)
        return writer.bytes
    }
}

extension Hello {
    /// Reads a greeting of any version.
    init(body: [UInt8]) throws(WireError) {
        self = try JSON.decode(Hello.self, from: body[...])
    }
}
