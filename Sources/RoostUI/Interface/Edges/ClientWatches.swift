import RoostIO

/// Hands a client what its terminal sends, and the signals of its process.
struct ClientWatches {
    private let input: Watch
    private let signals: SignalWatch

    /// Begins to listen, on the client's loop.
    init(_ interface: Interface) throws(IOError) {
        input = try interface.loop.watch(0, for: .readable) { [weak interface] _ in
            guard let bytes = System.readInput() else { return }
            interface?.assumeIsolated { $0.take(bytes) }
        }
        signals = try Signals.watch(System.Signal.all, on: interface.loop) { [weak interface] number in
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
        case System.Signal.windowChanged: resize()
        case System.Signal.stop: suspend()
        default: detach()
        }
    }
}
