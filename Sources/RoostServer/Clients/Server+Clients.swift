import Logging
import FoundationEssentials
import Glibc
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

// Connections and their frames.
extension Server {
    /// How long a client that was let go may take to read its good-bye.
    private static let lingerTime = Duration.seconds(60)

    func admit(_ descriptor: consuming Descriptor) throws(IOError) {
        let peer = try UnixSocket.peer(of: descriptor.raw)
        guard peer.uid == getuid() else {
            Log.server.warning("refused a connection of another user", metadata: ["uid": "\(peer.uid)"])
            return
        }
        let id = connections.takeID()
        let raw = descriptor.raw
        let writer = StreamWriter(
            descriptor: raw, loop: loop, marks: Client.marks,
            onWritable: { [weak self] in self?.assumeIsolated { $0.writable(id) } },
            onError: { [weak self] _ in self?.assumeIsolated { $0.disconnect(id) } })
        let client = Client(id: id, descriptor: descriptor, writer: writer, pid: peer.pid)
        connections.add(client)
        do throws(IOError) {
            client.watch = try loop.watch(raw, for: .readable) { [weak self] _ in
                self?.assumeIsolated { $0.readable(id) }
            }
        } catch {
            disconnect(id)
            throw error
        }
        if let hello = Self.frame(.hello, Hello(program: Build.version, pid: getpid())) {
            writer.write(hello.encoded)
        }
    }

    private func readable(_ id: ClientID) {
        guard let client = clients[id] else { return }
        do throws(IOError) {
            let raw = client.descriptor.raw
            guard let count = try UnixSocket.read(from: raw, into: &connections.readBuffer) else { return }
            guard count > 0 else { return disconnect(id) }
            client.decoder.append(connections.readBuffer[..<count])
        } catch {
            return disconnect(id)
        }
        handleFrames(of: client)
    }

    /// Handles the frames that are there, until the client has asked too much.
    private func handleFrames(of client: Client) {
        do throws(WireError) {
            while clients[client.id] != nil, client.mayAsk, let frame = try client.decoder.next() {
                try handle(frame, from: client)
            }
        } catch {
            return refuse(client, "\(error)")
        }
        guard !client.mayAsk, clients[client.id] != nil else { return }
        client.isPaused = true
        client.watch?.update([])
    }

    /// Reads again from a client that had asked too much.
    func readOn(_ client: Client) {
        guard client.isPaused, client.mayAsk, clients[client.id] != nil else { return }
        client.isPaused = false
        client.watch?.update(.readable)
        handleFrames(of: client)
    }

    /// A client has read what it was sent, and gets what has happened meanwhile.
    private func writable(_ id: ClientID) {
        guard let client = clients[id] else { return }
        flush([client])
        for session in client.shown { sessions[session]?.run { $0.updateViewers() } }
    }

    /// The connection is over, whoever ended it.
    func disconnect(_ id: ClientID) {
        guard let client = connections.close(id) else { return }
        client.lingering?.cancel()
        client.writer.close()
        forget(client)
    }

    /// What a client has to do with anything else ends.
    private func forget(_ client: Client) {
        let id = client.id
        guard connections.remove(id) else { return }
        client.watch?.cancel()
        for wait in waits.of(client: id) { endWait(wait) }
        leaveIfLost()
        for session in client.shown { sessions[session]?.run { $0.removeViewer(id) } }
        sweepLater()
        guard let view = client.view else { return }
        carryOut(workspaces.detach(id))
        if workspaces.clients(of: view.workspace).isEmpty, let workspace = workspaces[view.workspace] {
            for session in workspace.sessions { sessions[session]?.run { $0.takeSnapshotAtDetach() } }
        }
    }

    /// Says good-bye and closes when that is written, after the answers that wait.
    ///
    /// A client that does not read has a while for it: one that never heard a good-bye would come back.
    func dismiss(_ client: Client, _ goodbye: Goodbye) {
        let id = client.id
        client.outbox.keepOnlyResponses()
        while case .frame(let bytes) = client.outbox.next() { client.writer.write(bytes) }
        if let frame = Self.frame(.goodbye, goodbye) { client.writer.write(frame.encoded) }
        guard client.writer.pendingByteCount > 0 else { return disconnect(id) }
        forget(client)
        connections.linger(client)
        client.lingering = schedule(after: Self.lingerTime) { $0.disconnect(id) }
        client.writer.finish { [weak self] in self?.assumeIsolated { $0.disconnect(id) } }
    }

    private func refuse(_ client: Client, _ reason: String) {
        client.log.warning("refused: \(reason)")
        dismiss(client, .refused(reason))
    }

    // MARK: - Frames

    private func handle(_ frame: Frame, from client: Client) throws(WireError) {
        guard let kind = FrameKind(rawValue: frame.kind) else { return }
        guard client.hasGreeted || kind == .hello else { throw .malformed("the first frame is no hello") }
        let canType = client.view.map { !$0.isReadOnly } ?? (client.watching?.isReadOnly == false)
        switch kind {
        case .hello: try greet(frame.body, client)
        case .request: try receiveRequest(frame.body, from: client)
        case .acknowledge:
            let message = try ScreenAcknowledgement(decoding: frame.body)
            let id = client.id
            sessions[SessionID(rawValue: message.session)]?.run { $0.acknowledge(message.sequence, by: id) }
        case .key where canType:
            let input = try KeyInput(decoding: frame.body)
            used(client, SessionID(rawValue: input.session))?.run { $0.key(input.key) }
        case .mouse where canType:
            let input = try MouseInput(decoding: frame.body)
            used(client, SessionID(rawValue: input.session))?.run { $0.mouse(input.event) }
        case .paste where canType:
            let input = try PasteInput(decoding: frame.body)
            used(client, SessionID(rawValue: input.session))?.run { $0.clientPaste(input.bytes) }
        case .resize:
            let size = try ViewSize(decoding: frame.body)
            carryOut(workspaces.resize(client.id, to: .init(clamping: size.rows, size.columns)))
        case .focus:
            let focus = try FocusInput(decoding: frame.body)
            if let watching = client.watching, canType, focus.isFocused {
                sessions[watching.session]?.run { $0.seen() }
            }
            carryOut(workspaces.focus(client.id, focus.isFocused))
            guard focus.isFocused, canType, let onlooker = workspaces.onlookers[client.id],
                let session = workspaces[onlooker.workspace].flatMap({ onlooker.view.session(in: $0) })
            else { return }
            // Another client may have had the focus there before: who comes looks all the same.
            sessions[session]?.run { $0.seen() }
        case .appearance where canType:
            let appearance = try Appearance(decoding: frame.body)
            connections.appearance = appearance
            for session in sessions.values { session.run { $0.setAppearance(appearance) } }
        case .key, .mouse, .paste, .appearance, .response, .workspace, .workspaceRemoved, .sessions, .tasks,
            .screen, .notice, .goodbye:
            break
        }
    }

    /// Somebody types at a client; nil where that is not to reach the session, or there is none.
    private func used(_ client: Client, _ session: SessionID) -> Session? {
        carryOut(workspaces.use(client.id))
        return client.mayType(into: session) ? sessions[session] : nil
    }

    private func greet(_ body: [UInt8], _ client: Client) throws(WireError) {
        guard let hello = try? JSONDecoder().decode(Hello.self, from: Data(body)) else {
            throw .malformed("hello")
        }
        guard hello.version.major == ProtocolVersion.current.major else {
            throw .malformed(
                "protocol \(hello.version) of roost \(hello.program); this server speaks"
                    + " \(ProtocolVersion.current) (roost server upgrade)")
        }
        client.hasGreeted = true
    }

    private func receiveRequest(_ body: [UInt8], from client: Client) throws(WireError) {
        var reader = ByteReader(body[...])
        let number = try reader.readUInt32()
        let request: Request
        do throws(WireError) {
            request = try Request(body: reader.remaining)
        } catch {
            let failure = Failure(
                "do this", cause: "roost \(Build.version), which runs as the server: \(error)",
                advice: "roost server upgrade")
            return respond(.failed(failure), to: number, client: client.id)
        }
        let id = client.id
        let kind: RequestBudget.Kind = request.isWait ? .wait : .work(body.count)
        guard client.requests.begin(kind) else {
            let failure = Failure(
                "wait", cause: "this client waits for \(RequestBudget.waitLimit) things already",
                advice: "wait for fewer at once")
            return respond(.failed(failure), to: number, client: id)
        }
        // Unowned by anything: it ends with the answer; a client that is gone by then gets none.
        Task(executorPreference: tasks) {
            await self.answer(request, number: number, client: id)
            await self.answered(kind, of: id)
        }
    }

    private func answered(_ kind: RequestBudget.Kind, of id: ClientID) {
        guard let client = clients[id] else { return }
        client.requests.end(kind)
        readOn(client)
    }

    func respond(_ response: Response, to number: UInt32, client id: ClientID) {
        guard let client = clients[id] else { return }
        do throws(WireError) {
            let frame = try Frame(response, to: number)
            if frame.body.count > Frame.maximumLength {
                let failure = Failure(
                    "answer", cause: "the answer takes \(frame.body.count) bytes, more than one message may",
                    advice: "ask for less, for example with --limit")
                client.outbox.refuse(try Frame(.failed(failure), to: number).encoded)
            } else if !client.outbox.respond(frame.encoded) {
                let failure = Failure(
                    "answer",
                    cause: "this client does not read: \(client.outbox.responseByteCount) bytes wait",
                    advice: "read the answers before you ask again")
                client.outbox.refuse(try Frame(.failed(failure), to: number).encoded)
            }
        } catch {
            client.log.error("\(error)")
        }
        flush([client])
    }
}
