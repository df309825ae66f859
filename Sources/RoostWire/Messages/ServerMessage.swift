/// What a server sends: a frame, read.
package enum ServerMessage: Hashable, Sendable {
    case hello(Hello)
    /// To the request of that number; the error says why the answer cannot be read.
    case response(number: UInt32, Result<Response, WireError>)
    case workspace(WorkspaceEvent)
    case workspaceRemoved(WorkspaceRemoved)
    case sessions(SessionsEvent)
    case tasks(TasksEvent)
    case screen(ScreenUpdate)
    case notice(Notice)
    /// The last one.
    case goodbye(Goodbye)

    /// Reads a frame.
    ///
    /// - Returns: Nil for a kind that this version does not know, or that only a client sends, and for a notice of a
    ///   later version: all can be missed.
    /// - Throws: ``WireError`` for bytes that are nothing of their kind.
    package init?(_ frame: Frame) throws(WireError) {
        guard let kind = FrameKind(rawValue: frame.kind) else { return nil }
        switch kind {
        case .hello: self = .hello(try Hello(body: frame.body))
        case .response:
            var reader = ByteReader(frame.body[...])
            let number = try reader.readUInt32()
            let rest = reader.remaining
            self = .response(number: number, Result { () throws(WireError) in try Response(body: rest) })
        case .workspace: self = .workspace(try JSON.decode(WorkspaceEvent.self, from: frame.body[...]))
        case .workspaceRemoved:
            self = .workspaceRemoved(try JSON.decode(WorkspaceRemoved.self, from: frame.body[...]))
        case .sessions: self = .sessions(try JSON.decode(SessionsEvent.self, from: frame.body[...]))
        case .tasks: self = .tasks(try JSON.decode(TasksEvent.self, from: frame.body[...]))
        case .screen: self = .screen(try ScreenUpdate(decoding: frame.body))
        case .notice:
            do throws(WireError) {
                self = .notice(try Notice(body: frame.body[...]))
            } catch {
                guard case .unknownKind = error else { throw error }
                return nil
            }
        case .goodbye: self = .goodbye(try Goodbye(body: frame.body[...]))
        case .request, .acknowledge, .key, .mouse, .paste, .resize, .focus, .appearance: return nil
        }
    }
}
