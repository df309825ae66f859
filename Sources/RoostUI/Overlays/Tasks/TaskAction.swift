import RoostModel

/// What a person can do with a print-mode task from its list.
enum TaskAction: CaseIterable, Hashable, Sendable {
    case approve, resumeProvider, resumeQueue, open, retry, cancel, pause, resume, again, compare

    /// Its key, as the footer and ``RoostTerminal/Key`` write it.
    var key: String {
        switch self {
        case .approve: "a"
        case .resumeProvider: "P"
        case .resumeQueue: "Q"
        case .open: "Enter"
        case .retry: "r"
        case .cancel: "x"
        case .pause, .resume: "p"
        case .again: "e"
        case .compare: "c"
        }
    }

    /// What the footer says of it.
    var word: String {
        switch self {
        case .approve: "approve"
        case .resumeProvider: "let provider go on"
        case .resumeQueue: "let queue go on"
        case .open: "open"
        case .retry: "retry"
        case .cancel: "cancel"
        case .pause: "pause"
        case .resume: "resume"
        case .again: "edit and run again"
        case .compare: "compare"
        }
    }

    /// What the page of keys says of it.
    var help: String {
        switch self {
        case .approve: "let it start: it waits for a yes"
        case .resumeProvider: "let its provider go on, whatever held it: a person did what had to be done"
        case .resumeQueue: "let the queue go on, which a person has paused"
        case .open: "open its conversation as an interactive session (C-v: in a pane beside this one)"
        case .retry: "make another attempt"
        case .cancel: "end it, or take it out of the queue; asks first"
        case .pause, .resume: "pause it, let it go on"
        case .again: "edit the prompt and run it as a new task"
        case .compare: "mark it; on another task: compare the two results"
        }
    }

    /// Whether it can be done with a task as it is.
    ///
    /// - Parameters:
    ///   - task: The task.
    ///   - resumes: Its provider takes up a conversation by its identifier.
    /// - Returns: False also for what the server would refuse.
    func isPossible(with task: TaskInfo, resumes: Bool) -> Bool {
        switch self {
        case .approve: task.state == .queued && !task.isApproved
        case .resumeProvider:
            task.state.isEnded ? task.failure?.stopsProvider == true : task.wait?.isOfProvider == true
        case .resumeQueue: task.wait == .queuePaused
        // Two programs in one conversation would write over each other.
        case .open: resumes && task.state.isEnded && task.report.conversation != nil
        case .retry: task.state.isEnded
        case .cancel: !task.state.isEnded
        case .pause: task.state == .queued && task.isApproved || task.state == .running
        case .resume: task.state == .paused
        case .again, .compare: true
        }
    }

    /// What can be done with a task, in the order of the footer.
    static func possible(with task: TaskInfo, resumes: Bool) -> [TaskAction] {
        allCases.filter { $0.isPossible(with: task, resumes: resumes) }
    }
}
