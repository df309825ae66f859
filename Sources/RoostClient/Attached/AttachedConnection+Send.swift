import RoostWire

/// Input to a server that may not read.
extension AttachedConnection {
    /// Sends a frame, or does what there is to do while the server does not read.
    func send(_ frame: Frame, over link: Link) {
        // Another link takes its place in the next turn.
        guard !link.isFailed else { return typedAhead.keep(frame) }
        switch unsent.consider(frame, isWritable: link.isWritable) {
        case .send: if !link.send(frame), link.isFailed { typedAhead.keep(frame) }
        case .hold: break
        case .refuse(let isFirst):
            guard isFirst else { return }
            handler(.notice(.message("the server does not read: what you type is lost", isError: true)))
        }
    }

    /// The server has read what it was sent.
    func writable(_ number: Int) {
        guard number == generation, case .attached(let link) = phase else { return }
        for frame in unsent.takeNewest() { link.send(frame) }
    }
}
