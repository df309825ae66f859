/// What a client sends: a frame, read.
package enum ClientMessage: Hashable, Sendable {
    case hello(Hello)
    /// The number comes back with the answer; the error says why a request cannot be read, which is an answer, too.
    case request(number: UInt32, Result<Request, WireError>)
    case acknowledge(ScreenAcknowledgement)
    case key(KeyInput)
    case mouse(MouseInput)
    case paste(PasteInput)
    case resize(ViewSize)
    case focus(FocusInput)
    case appearance(Appearance)

    /// Reads a frame.
    ///
    /// - Returns: Nil for a kind that this version does not know, or that only a server sends: it is skipped.
    /// - Throws: ``WireError`` for bytes that are nothing of their kind.
    package init?(_ frame: Frame) throws(WireError) {
        guard let kind = FrameKind(rawValue: frame.kind) else { return nil }
        switch kind {
        case .hello: self = .hello(try Hello(body: frame.body))
        case .request:
            var reader = ByteReader(frame.body[...])
            let number = try reader.readUInt32()
            let rest = reader.remaining
            self = .request(number: number, Result { () throws(WireError) in try Request(body: rest) })
        case .acknowledge: self = .acknowledge(try ScreenAcknowledgement(decoding: frame.body))
        case .key: self = .key(try KeyInput(decoding: frame.body))
        case .mouse: self = .mouse(try MouseInput(decoding: frame.body))
        case .paste: self = .paste(try PasteInput(decoding: frame.body))
        case .resize: self = .resize(try ViewSize(decoding: frame.body))
        case .focus: self = .focus(try FocusInput(decoding: frame.body))
        case .appearance: self = .appearance(try Appearance(decoding: frame.body))
        case .response, .workspace, .workspaceRemoved, .sessions, .tasks, .screen, .notice, .goodbye:
            return nil
        }
    }
}
