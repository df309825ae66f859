import Logging
import Glibc
import RoostIO
import RoostModel
import RoostWire

// The socket, and what happens when the process or the machine has run out of descriptors.
extension Server {
    /// The next try after connections had to wait.
    private static let acceptPause = Duration.milliseconds(250)

    /// Opens the socket; clients can come from now on.
    func listen() throws(IOError) {
        let socket = try UnixSocket.listen(at: paths.socket)
        listener.watch = try loop.watch(socket.raw, for: .readable) { [weak self] _ in
            self?.assumeIsolated { $0.acceptClients() }
        }
        listener.socket = consume socket
        listener.file = FileIdentity.at(paths.socket)
    }

    /// Takes no more connections; those that are there go on.
    func closeListener() {
        listener.watch?.cancel()
        listener.watch = nil
        listener.socket = nil
        if let own = listener.file, FileIdentity.at(paths.socket) == own { Host.removeFile(paths.socket) }
        listener.file = nil
    }

    private func acceptClients() {
        guard let raw = listener.socket?.raw else { return }
        while true {
            do throws(IOError) {
                guard let descriptor = try UnixSocket.accept(raw) else { return }
                guard DescriptorReserve.client.isMet else {
                    refuse(descriptor)
                    continue
                }
                try admit(descriptor)
                tell { $0.shortage = nil }
            } catch {
                if [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(error.errno) {
                    return refuseClients(raw, because: error)
                }
                Log.server.error("\(error)")
                return
            }
        }
    }

    /// A descriptor in reserve: with it the next client can be told why it is not let in.
    func keepSpare() {
        if listener.spare == nil { listener.spare = SpareDescriptor.open() }
    }

    /// Tells a client that there is no room for it.
    private func refuse(_ client: consuming Descriptor) {
        let text = StartShortage.noClient(limit: DescriptorReserve.limit)
        if problems.shortage == nil { Log.server.warning("\(text)") }
        if let frame = Self.frame(.goodbye, Goodbye.refused(text)) {
            do throws(IOError) {
                _ = try UnixSocket.send(frame.encoded, to: client.raw)
            } catch {
                Log.server.notice("\(error)")
            }
        }
        tell { $0.shortage = text }
    }

    /// Connections wait and cannot be taken: says so to each, and rests for a moment instead of asking for ever.
    private func refuseClients(_ socket: Int32, because error: IOError) {
        Log.server.error("\(error)")
        for _ in 0..<16 {
            listener.spare = nil
            guard let client = (try? UnixSocket.accept(socket)) ?? nil else { break }
            refuse(client)
            keepSpare()
        }
        keepSpare()
        listener.watch?.update([])
        schedule(after: Self.acceptPause) { server in
            guard !server.life.isStopping else { return }
            server.listener.watch?.update(.readable)
        }
    }
}
