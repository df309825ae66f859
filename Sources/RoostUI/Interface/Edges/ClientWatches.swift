import RoostIO

/// Hands a client what its terminal sends, and the signals of its process.
struct ClientWatches {
    private let input: Watch
    private let signals: SignalWatch

    /// Begins to listen, on the client's loop.
    init(_ interface: Interface) throws(IOError) {
        input = try interface.loop.watch(0, for: .readable) { [weak interface] _ in
            guard let bytes = OwnProcess.readInput() else { return }
            interface?.assumeIsolated { $0.take(bytes) }
        }
        signals = try Signals.watch(OwnProcess.Signal.all, on: interface.loop) { [weak interface] number in
            interface?.assumeIsolated { $0.receive(signal: number) }
        }
    }

    func cancel() {
        input.cancel()
        signals.cancel()
    }
}

extension Interface {
    fileprivate func receive(signal: Int32) {
        switch signal {
        case OwnProcess.Signal.windowChanged: resize()
        case OwnProcess.Signal.stop: suspend()
        default: detach()
        }
    }
}
