import RoostIO
package import RoostWire

/// Events for a client that subscribed; see ``RoostWire/Topics``.
extension CommandConnection {
    /// Waits for the next event, after a ``RoostWire/Request/Client/subscribe(_:)`` was answered.
    ///
    /// - Parameter output: A descriptor that the events are written to.
    /// - Returns: An event of a topic, or the good-bye after which nothing comes. Nil once nobody reads `output` any
    ///   more: a pipe whose reader has ended.
    /// - Throws: ``ClientError`` when the server is gone, or says what nobody understands.
    package mutating func nextEvent(whileReadFrom output: Int32) throws(ClientError) -> ServerMessage? {
        guard case .event(let event) = try waitForEvent(whileReadFrom: output) else { return nil }
        return event
    }

    /// What ended a wait for an event.
    package enum EventWait: Sendable {
        case event(ServerMessage)
        /// Nobody reads any more what is written.
        case nobodyReads
        /// The descriptor of signals is readable.
        case interrupted
        /// The time was over.
        case timedOut
    }

    /// The same, for a while, and unless something else comes first.
    ///
    /// - Parameters:
    ///   - output: A descriptor that the events are written to.
    ///   - signals: A descriptor that ends the wait as soon as it is readable; nil: nothing does.
    ///   - timeout: How long to wait; nil: for ever.
    /// - Returns: The next event, or what ended the wait.
    /// - Throws: ``ClientError`` when the server is gone, or says what nobody understands.
    package mutating func waitForEvent(
        whileReadFrom output: Int32, interruptedBy signals: Int32? = nil, timeout: Duration? = nil
    ) throws(ClientError) -> EventWait {
        let deadline = Deadline(after: timeout)
        while true {
            if let frame = try nextFrame() {
                switch try ClientError.reading({ () throws(WireError) in try ServerMessage(frame) }) {
                case .hello, .response, .screen, nil: break
                case let event?: return .event(event)
                }
            } else if try !receiveMore() {
                switch deadline.waitToRead(socket.raw, whileReadFrom: output, interruptedBy: signals) {
                case .readable: break
                case .nobodyReads: return .nobodyReads
                case .interrupted: return .interrupted
                case .timedOut: return .timedOut
                }
            }
        }
    }

    /// The oldest whole frame that has come.
    private mutating func nextFrame() throws(ClientError) -> Frame? {
        do throws(WireError) {
            return try decoder.next()
        } catch {
            throw ClientError(
                .malformed, "talk to the server", cause: "\(error)", advice: "see roost doctor")
        }
    }

    /// Takes what is there; false when that is nothing.
    private mutating func receiveMore() throws(ClientError) -> Bool {
        let count: Int?
        do throws(IOError) {
            count = try UnixSocket.read(from: socket.raw, into: &buffer)
        } catch {
            throw Self.gone(error)
        }
        guard let count else { return false }
        guard count > 0 else { throw Self.gone(nil) }
        decoder.append(buffer[..<count])
        return true
    }
}
