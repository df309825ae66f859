import NIOCore
import NIOHTTP1
import RoostModel
import RoostTasks

// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
extension Gateway {
    /// Milliseconds after which a comment says that the connection lives.
    private static let beat: Int64 = 15_000

    /// Who may listen, and from which event on; nil: the state as it is comes first.
    func admitListener(_ request: APIRequest) throws(APIError) -> Access {
        try enter(request)
        _ = try Router.find(request.method, request.target)
        let access = try authenticate(request, token: try token(of: request))
        try access.demand(.read)
        return access
    }

    /// Somebody listens from now on; the head of the answer is written.
    func listens(_ id: SocketID, _ channel: any Channel, _ access: Access, lastEvent: String?) {
        let known = lastEvent.flatMap(eventLog.number(of:))
        listeners[id] = EventListener(
            channel: channel, access: access, cursor: known ?? eventLog.newest,
            first: known == nil ? mirror.all.filter(access.sees) : [],
            hasGap: lastEvent != nil && known == nil)
        beat(id)
        pumpEvents(id)
    }

    /// The connection is over.
    func stoppedListening(_ id: SocketID) {
        listeners.removeValue(forKey: id)?.timer?.cancel()
    }

    /// Ends an answer that has no end.
    func endListening(_ id: SocketID) {
        guard let channel = listeners[id]?.channel else { return }
        stoppedListening(id)
        channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
    }

    func tell(of info: SessionInfo) {
        guard eventLog.take(info) else { return }
        for id in listeners.keys { pumpEvents(id) }
    }

    func tellOfRemoval(_ id: SessionID) {
        guard eventLog.remove(id) else { return }
        for id in listeners.keys { pumpEvents(id) }
    }

    private func beat(_ id: SocketID) {
        listeners[id]?.timer = schedule(Self.beat) { gateway in
            guard let listener = gateway.listeners[id] else { return }
            guard listener.access.claims.expiresAt * 1000 > Double(gateway.now.milliseconds) else {
                return gateway.endListening(id)
            }
            if !listener.isSending { gateway.send(id, ": beat\n\n") }
            gateway.beat(id)
        }
    }

    /// Sends what there is, one write at a time.
    private func pumpEvents(_ id: SocketID) {
        // What is written at once comes back here: the loop below goes on with the next.
        guard listeners[id]?.isPumping == false else { return }
        listeners[id]?.isPumping = true
        while sendNextEvent(id) {}
        listeners[id]?.isPumping = false
    }

    /// Sends the next thing that there is, unless one is on its way; false when that was nothing.
    private func sendNextEvent(_ id: SocketID) -> Bool {
        guard let listener = listeners[id], !listener.isSending else { return false }
        if listener.hasGap {
            listeners[id]?.hasGap = false
            send(id, "event: gap\ndata: {}\n\n")
            return true
        }
        if !listener.first.isEmpty {
            listeners[id]?.first = []
            let text = listener.first.map { Self.event("session", $0, "\(eventLog.boot)-\(listener.cursor)") }
            send(id, text.joined())
            return true
        }
        var cursor = listener.cursor
        while let entry = eventLog.next(after: cursor) {
            if entry.number > cursor + 1 {
                // It was too slow: the state as it is stands for what it missed.
                listeners[id]?.cursor = eventLog.newest
                listeners[id]?.hasGap = true
                listeners[id]?.first = mirror.all.filter(listener.access.sees)
                return true
            }
            cursor = entry.number
            listeners[id]?.cursor = cursor
            guard listener.access.sees(entry.session) else { continue }
            send(id, Self.event(entry.name, entry.session, "\(eventLog.boot)-\(cursor)"))
            return true
        }
        return false
    }

    private static func event(_ name: String, _ info: SessionInfo, _ id: String) -> String {
        "id: \(id)\nevent: \(name)\ndata: \(info.json)\n\n"
    }

    private func send(_ id: SocketID, _ text: String) {
        guard let channel = listeners[id]?.channel else { return }
        listeners[id]?.isSending = true
        let part = HTTPServerResponsePart.body(.byteBuffer(channel.allocator.buffer(string: text)))
        channel.writeAndFlush(part).whenComplete { [weak self] result in
            self?.assumeIsolated { gateway in
                gateway.listeners[id]?.isSending = false
                if case .success = result { gateway.pumpEvents(id) }
            }
        }
    }
}
