import RoostIO
import RoostModel
import RoostWire

/// What comes from the server.
extension AttachedConnection {
    /// There is something to read.
    func readable(_ number: Int) {
        _ = read(number)
    }

    /// Reads once, and does what it says.
    ///
    /// - Returns: Whether there was something, and the link is still the same.
    func read(_ number: Int) -> Bool {
        guard number == generation, let link = phase.link else { return false }
        switch link.receive() {
        case .nothing: return false
        case .end(let cause): broken(cause, number)
        case .frames(let frames):
            for frame in frames {
                // A frame may have ended this link: what came after it is not for us.
                guard number == generation, phase.link === link else { return false }
                do throws(ClientError) {
                    try take(frame, from: link)
                } catch {
                    broken(error.cause, number)
                }
            }
        }
        return number == generation && phase.link === link
    }

    private func take(_ frame: Frame, from link: Link) throws(ClientError) {
        if case .greeting = phase { return try greeted(frame, link) }
        switch try ClientError.reading({ () throws(WireError) in try ServerMessage(frame) }) {
        case .response(let number, let answer): try answered(number, answer, link)
        case .workspace(let event):
            attachRequest?.target = event.workspace.name
            attachRequest?.view = event.view
            handler(.workspace(event))
        case .sessions(let event): handler(.sessions(event))
        case .screen(let update): handler(.screen(update))
        case .tasks(let event): handler(.tasks(event))
        case .notice(let notice): handler(.notice(notice))
        case .goodbye(let goodbye): letGo(goodbye)
        case .hello, .workspaceRemoved, nil: break
        }
    }

    private func greeted(_ frame: Frame, _ link: Link) throws(ClientError) {
        do throws(ClientError) {
            _ = try Handshake.check(frame)
        } catch {
            // Somebody else's protocol stays what it is: there is nothing to wait for.
            guard error.reason == .serverGone else { return fail(error) }
            throw error
        }
        guard let attachRequest else { return }
        let number = takeNumber()
        phase = .attaching(link, number: number)
        link.send(
            try ClientError.writing { () throws(WireError) in
                try Frame(.client(.attach(attachRequest)), number: number)
            })
    }

    private func answered(
        _ number: UInt32, _ answer: Result<Response, WireError>, _ link: Link
    ) throws(ClientError) {
        let answer = answer.mapError(ClientError.init(unreadable:))
        if case .attaching(_, number) = phase { return try attached(answer, link) }
        answers.removeValue(forKey: number)?.resume(returning: answer)
    }

    private func attached(_ answer: Result<Response, ClientError>, _ link: Link) throws(ClientError) {
        switch try answer.get() {
        case .attached(let attached):
            timer?.cancel()
            timer = nil
            phase = .attached(link)
            wasAttached = true
            backoff.reset()
            attachRequest?.target = attached.workspace
            handler(.attached(attached))
            for frame in typedAhead.take() { link.send(frame) }
        case .failed(let failure): fail(ClientError(failure))
        default: throw ClientError(.malformed, "attach", cause: "the answer is for another question")
        }
    }

    private func letGo(_ goodbye: Goodbye) {
        if case .upgrading = goodbye { return broken("the server is being upgraded", generation) }
        end()
        handler(.goodbye(goodbye))
    }
}

extension AttachedConnection.Phase {
    /// The link, as long as there is one.
    var link: Link? {
        switch self {
        case .greeting(let link), .attaching(let link, _), .attached(let link): link
        case .idle, .waiting, .closed: nil
        }
    }
}
