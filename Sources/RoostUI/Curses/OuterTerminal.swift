import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// The terminal that the client runs on: what it can do, which modes it is in, and the frames that go to it.
final class OuterTerminal {
    private let curses: Curses
    private let features: OuterFeatures
    private var keyboard = KeyboardNegotiation()
    private var colors = OuterColors()
    private let clock: ClientClock
    private var questions = OpenQuestions()
    /// The terminal said that it takes OSC 52 (attribute 52).
    private var saidClipboard = false
    private var supplements = Supplements()
    private var progress: Int?
    private var cursorColor = Color.standard
    private var mouse = MouseMode.off
    private var title = ""
    /// As the terminal has it; nil: hidden.
    private var cursor: (row: Int, column: Int)?
    private var cursorShape: (shape: CursorShape, blinks: Bool)?
    private var isEntered = false
    /// A cluster was drawn since the terminal was asked what it makes of them.
    private var hasClusters = false

    /// Checks the terminal and goes to its alternate screen.
    ///
    /// - Throws: ``CursesError``; nothing was written then.
    init(paths: Paths, environment: [String: String], clock: ClientClock) throws(CursesError) {
        self.clock = clock
        let description = try Curses.describe(term: environment["TERM"])
        let claims = ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased())
        let isDirect = description.colors >= 8 && (description.hasDirectColor || claims)
        let entry = TerminfoEntry(
            base: description.term, hasDirectColor: isDirect,
            hasStrikethrough: isDirect || description.hasStrikethrough,
            hasCurlyUnderline: isDirect || description.hasCurlyUnderline)
        let isOwn = entry.isNeeded && Self.install(entry, in: paths.terminfo)
        if isOwn { Curses.useDescriptions(in: paths.terminfo) }
        features = OuterFeatures(environment: environment)
        curses = try Curses(
            name: isOwn ? entry.name : description.term, term: description.term, isDirect: isOwn && isDirect)
        enter()
    }

    /// Compiles a description, unless it is there already; false when that is not possible.
    private static func install(_ entry: TerminfoEntry, in directory: String) -> Bool {
        let compiled = directory + "/r/" + entry.name
        if (try? Files.readAll(compiled, maximum: 1 << 20))?.isEmpty == false { return true }
        let source = directory + "/" + entry.name + ".ti"
        do throws(IOError) {
            try Files.makePrivateDirectory(directory)
            try Files.writeAtomically(Array(entry.source.utf8), to: source)
        } catch {
            return false
        }
        return Curses.compile(source: source, into: directory)
    }

    // MARK: Modes

    private func enter() {
        isEntered = true
        cursor = (0, 0)
        cursorShape = nil
        mouse = .off
        progress = nil
        cursorColor = .standard
        supplements = Supplements()
        curses.widths = OuterWidths()
        hasClusters = false
        write("\u{1b}[22;2t" + OuterWidths.questions + TerminalSequences.enter)
        curses.forget(rows: [0])
    }

    /// Gives the terminal back completely.
    func leave() {
        guard isEntered else { return }
        isEntered = false
        title = ""
        Curses.write(
            keyboard.leave() + curses.widths.restoring + TerminalSequences.leave
                + (progress == nil ? "" : TerminalSequences.progress(nil))
                + (cursorColor == .standard ? "" : TerminalSequences.cursorColor(.standard))
                + (cursorShape == nil ? "" : TerminalSequences.resetCursorShape) + "\u{1b}[23;2t")
        // What has come by now is no input for a shell.
        if isAnswering { Curses.discardInput() }
        questions = OpenQuestions()
        curses.end()
    }

    /// Leaves for good: crashes leave the terminal alone from now on.
    func end() {
        leave()
        Curses.dropGuard()
    }

    /// Stops the process as ^Z would; comes back when it is continued.
    func suspend() {
        leave()
        curses.stop()
        curses.resize()
        curses.resume()
        enter()
    }

    /// An answer of the terminal.
    ///
    /// - Returns: Whether everything is to be drawn anew, because some of it can be drawn better now.
    func receive(_ reply: TerminalReply) -> Bool {
        questions.receive(reply)
        if case .primaryAttributes(let attributes) = reply, attributes.contains(52) { saidClipboard = true }
        let isBetter = curses.widths.receive(reply) && (hasClusters || curses.widths.absorbsAny)
        if isBetter { invalidate() }
        let bytes = keyboard.receive(reply) + colors.receive(reply)
        guard !bytes.isEmpty else { return isBetter }
        write(bytes)
        curses.guardAgainstCrash(restoring: keyboard.restoring + curses.widths.restoring)
        return isBetter
    }

    /// The colours of the terminal, once each time that it has told new ones.
    func takeAppearance() -> Appearance? { colors.take() }

    /// How many colours it has.
    var depth: ColorDepth { curses.depth }

    /// It may know OSC 52; some are known not to.
    var takesClipboard: Bool { saidClipboard || features.takesClipboard }

    /// It was asked something a moment ago and has not answered yet.
    var isAnswering: Bool { questions.isWaiting(at: clock.milliseconds()) }

    /// Tells the desktop, or at least rings.
    func notify(title: String, body: String) {
        write(TerminalSequences.notification(title: title, body: body, by: features.notifications))
    }

    /// What the programs that can be seen want of keyboard and mouse, what the window is called, and how far the
    /// focused program is, in percent.
    func want(
        kittyFlags: UInt8, mouse wanted: MouseMode, title wantedTitle: String, progress wantedProgress: Int?,
        cursorColor wantedColor: Color
    ) {
        var bytes = keyboard.want(kittyFlags)
        if wanted != mouse {
            mouse = wanted
            bytes += TerminalSequences.mouse(wanted)
        }
        if wantedTitle != title {
            title = wantedTitle
            bytes += TerminalSequences.title(wantedTitle)
        }
        if features.showsProgress, wantedProgress != progress {
            progress = wantedProgress
            bytes += TerminalSequences.progress(wantedProgress)
        }
        if wantedColor != cursorColor {
            cursorColor = wantedColor
            bytes += TerminalSequences.cursorColor(wantedColor)
        }
        write(bytes)
    }

    /// Writes bytes that are no part of the picture: a bell, the clipboard.
    func write(_ bytes: String) {
        guard !bytes.isEmpty, isEntered else { return }
        questions.wrote(bytes, at: clock.milliseconds())
        Curses.write(bytes)
    }

    // MARK: Frames

    /// Takes over the terminal's size; everything is drawn anew.
    func resize() {
        supplements = Supplements()
        curses.resize()
    }

    /// Draws everything anew with the next frame.
    func invalidate() {
        supplements = Supplements()
        curses.invalidate()
    }

    /// Brings a canvas to the terminal.
    ///
    /// A frame of several rows is enclosed so that nobody sees half of it; one row comes in one write anyway.
    /// Nothing is written when nothing has changed.
    func show(_ canvas: inout Canvas) {
        guard isEntered else { return }
        let rows = curses.changedRows(of: canvas)
        canvas.paintedAll()
        hasClusters = hasClusters || !canvas.clusters.isEmpty
        let stale = supplements.update(canvas, rows: rows, depth: curses.depth, widths: curses.widths)
        let place = canvas.cursor.map { (row: $0.row, column: $0.column) }
        let hasMoved = place.map { place in cursor.map { $0 != place } ?? true } ?? false
        let isFrame = rows.count > 1
        if isFrame {
            Curses.write(
                TerminalSequences.beginFrame + (cursor == nil ? "" : TerminalSequences.hideCursor))
        }
        if !rows.isEmpty || hasMoved {
            curses.forget(rows: stale)
            let last = place ?? (max(0, canvas.rows - 1), max(0, canvas.columns - 1))
            curses.paint(canvas, rows: rows, cursor: last)
        }
        var after = supplements.text(rows: rows)
        if let wanted = canvas.cursor {
            if curses.hasCursorShapes,
                cursorShape.map({ $0 != (wanted.shape, wanted.blinks) })
                    ?? !(wanted.shape == .block && wanted.blinks)
            {
                cursorShape = (wanted.shape, wanted.blinks)
                after += TerminalSequences.cursorShape(wanted.shape, blinks: wanted.blinks)
            }
            if cursor == nil || isFrame { after += TerminalSequences.showCursor }
        } else if cursor != nil, !isFrame {
            after += TerminalSequences.hideCursor
        }
        cursor = place
        if isFrame { after += TerminalSequences.endFrame }
        write(after)
    }
}
