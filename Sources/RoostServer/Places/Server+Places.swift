import Logging
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

// Where the past stands on the screens of the present.
extension Server {
    /// Bytes of output before a place that is shown as it was, and about how much is shown in all.
    private static let surroundings = (before: UInt64(8 << 10), byteLimit: 64 << 10)

    /// The line of a place in a session's output, as its terminal numbers lines now.
    ///
    /// A session that gets another width meanwhile has its lines numbered anew: then it is looked for once more.
    func place(_ place: OutputPlace) async throws(Failure) -> Response {
        for _ in 0..<2 {
            let session = try await session(place.session, for: "find a place of")
            let end = await session.endForPlaces()
            do {
                try await store.flush()
            } catch {
                Log.server.error("\(error)")
            }
            let finder = PlaceFinder(store: store, options: await session.terminalOptions, end: end)
            let found = try await read("find a place") { () throws(StoreError) in try finder.find(place) }
            guard let found else { break }
            switch await session.confirm(found, since: end) {
            case .confirmed(let line): return .place(line)
            case .renumbered: continue
            case .printedOver: return .history(try await lines(around: place))
            }
        }
        return .history(try await lines(around: place))
    }

    /// What was printed around a place.
    private func lines(around place: OutputPlace) async throws(Failure) -> [HistoryEntry] {
        let first = place.offset > Self.surroundings.before ? place.offset - Self.surroundings.before : 0
        return try await read("read the output") { [store] () throws(StoreError) in
            try store.historyPart(
                session: place.session, type: .output, after: HistoryPlace(linesFrom: first, upTo: .max),
                byteLimit: Self.surroundings.byteLimit
            ).entries
        }
    }
}

extension Session {
    /// What a session says of a line that was found in its output.
    enum Confirmation: Hashable, Sendable {
        case confirmed(LinePlace)
        /// Something else is there now.
        case printedOver
        /// It got another width.
        case renumbered
    }

    /// Where the terminal is; all output before it goes to the store.
    func endForPlaces() -> PlaceFinder.End {
        handToStore()
        return PlaceFinder.End(
            offset: pump.endOffset, screenStart: screen.terminal.scrollbackRange.upperBound,
            size: screen.terminal.size)
    }

    /// How a terminal is made that is to have as many lines.
    var terminalOptions: TerminalOptions { configuration.terminal }

    /// Compares a line that was found with what is there.
    func confirm(_ found: PlaceFinder.Found, since end: PlaceFinder.End) -> Confirmation {
        guard screen.terminal.size.columns == end.size.columns else { return .renumbered }
        guard screen.terminal.wholeLine(around: found.line)?.text == found.text else { return .printedOver }
        return .confirmed(LinePlace(line: found.line, columns: end.size.columns))
    }
}
