import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The print-mode tasks of the server, what the chosen one says, and everything that can be done with it.
struct TasksOverlay: Overlay {
    /// Which half has the keys.
    enum Part: Hashable, Sendable {
        case list, transcript
    }

    /// Where the halves were drawn.
    struct Places: Hashable, Sendable {
        var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
        var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
    }

    var tasks = TaskList()
    var listing = TaskListing()
    /// Words that narrow the list; nil: none are wanted.
    var search: TaskSearch?
    var isTyping = false
    var cursor = ListCursor()
    /// The chosen task: the list changes under the cursor.
    var chosenID: TaskID?
    /// The task to choose as soon as it is known, unless somebody chooses another before.
    private var awaitedID: TaskID?
    var transcript = TranscriptView()
    /// The task whose log was asked for; nil: no answer is awaited.
    var asked: TaskID?
    var part = Part.list
    /// What another result is compared with.
    var marked: TaskID?
    /// Providers that take up a conversation by its identifier.
    var resuming: Set<String> = []
    /// The session that is being opened is to stand beside the pane with the keys.
    var opensBeside = false
    var places = Places()

    /// A list in which a task is chosen, the first one with nil.
    init(choosing task: TaskID? = nil) {
        awaitedID = task
    }

    var topics: Topics { .tasks }

    /// The chosen task as it stands in the list.
    var chosen: TaskInfo? { tasks.rows[safe: cursor.index]?.task }

    /// Whether the conversation of a task can be taken up in its program.
    func canResume(_ task: TaskInfo) -> Bool { resuming.contains(task.request.provider) }

    // MARK: What comes

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        place(in: context)
        return follow()
    }

    mutating func subscribed(in context: UIContext) -> [OverlayEffect] {
        // Whoever asked another server before gets no answers to that any more.
        asked = nil
        transcript.close()
        return [.request(listing.begin()), .request(.server(.providers))] + follow()
    }

    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect] {
        tasks.merge(event.changed.map(\.task))
        tasks.remove(event.removed ?? [])
        place(in: context)
        if let shown = transcript.task, let progress = event.changed.first(where: { $0.task.id == shown }) {
            transcript.grow(to: progress.messages)
        }
        return follow()
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        if case (.task(.open), .session(let session)) = (request, response) {
            let command = LayoutCommand.show(session: session.name, axis: opensBeside ? .horizontal : nil)
            return [.request(.layout(workspace: context.workspaceName, command))]
        }
        let effects = take(response, for: request)
        place(in: context)
        return effects + follow() + [.redraw]
    }

    private mutating func take(_ response: Response, for request: Request) -> [OverlayEffect] {
        if transcript.receive(response, for: request) { return Self.failure(response) }
        switch (request, response) {
        case (.task(.list), .tasks(let found)):
            tasks.merge(found)
            if search?.receive(found, for: request) == true {
                tasks.found = search?.found ?? []
                return search?.request().map { [.request($0)] } ?? []
            }
            guard listing.isOwn(request) else { return [] }
            return listing.receive(found, room: TaskList.limit - tasks.count).map { [.request($0)] } ?? []
        case (.task(.list), _):
            if listing.isOwn(request) { listing.fail() }
            search?.fail(request)
        case (.task(.show), .taskDetails(let details)):
            tasks.merge([details.progress.task])
            asked = nil
            if details.progress.task.id == chosenID {
                transcript.open(details.progress.task.id, total: details.progress.messages)
            }
        case (.task(.show), _):
            // What it says cannot be had: it is not asked for again and again.
            if let asked { transcript.open(asked, total: 0) }
            asked = nil
        case (.task, .task(let task)): tasks.merge([task])
        // A task that ended stays as it was: without a word nobody would know that the key did something.
        case (.task(.resume(.provider(let name))), .done):
            return [.message("\(name) takes tasks again", isError: false)]
        case (.task(.resume(.queue)), .done): return [.message("the queue goes on", isError: false)]
        case (.server(.providers), .providers(let providers)):
            resuming = Set(providers.filter { $0.resumes == true && $0.problem == nil }.map(\.name))
        case (.layout, .session), (.layout, .done): return [.close]
        default: break
        }
        return Self.failure(response)
    }

    private static func failure(_ response: Response) -> [OverlayEffect] {
        if case .failed(let failure) = response { [.message("\(failure)", isError: true)] } else { [] }
    }

    /// Asks for what the chosen task says, as far as it is looked at and not here.
    mutating func follow() -> [OverlayEffect] {
        guard let chosenID else {
            transcript.close()
            return []
        }
        if transcript.task == chosenID { return transcript.request().map { [.request($0)] } ?? [] }
        // One task at a time, however fast somebody goes through the list.
        guard asked == nil else { return [] }
        asked = chosenID
        return [.request(.task(.show(target: "\(chosenID)")))]
    }

    // MARK: The list

    /// Finds the chosen task in the list as it is now.
    mutating func place(in context: UIContext) {
        tasks.refresh(now: context.now)
        cursor.fit(count: tasks.rows.count, height: cursor.height)
        if let awaited = awaitedID, tasks.rows.contains(where: { $0.task.id == awaited }) {
            chosenID = awaited
            awaitedID = nil
        }
        if let chosenID, let index = tasks.rows.firstIndex(where: { $0.task.id == chosenID }) {
            cursor.select(index)
        } else {
            chosenID = chosen?.id
        }
        if chosenID == nil { part = .list }
    }

    /// The cursor was moved.
    mutating func moved() -> [OverlayEffect] {
        awaitedID = nil
        chosenID = chosen?.id
        return follow() + [.redraw]
    }

    /// Another filter or text: the list begins again.
    mutating func narrowed(in context: UIContext) -> [OverlayEffect] {
        tasks.query = search?.field.text ?? ""
        tasks.found = search?.found ?? []
        chosenID = nil
        awaitedID = nil
        cursor.select(0)
        place(in: context)
        return (search?.request().map { [.request($0)] } ?? []) + follow() + [.redraw]
    }
}
