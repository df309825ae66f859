import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

// What the inbox says of a print-mode task, and what can be done with one from there.
extension Inbox {
    func handle(_ key: Key, _ task: TaskInfo) -> [OverlayEffect] {
        switch key.word {
        case "Enter": go(to: task)
        case "a" where Self.waitsForYes(task): [.request(.task(.approve(target: "\(task.id)")))]
        default: []
        }
    }

    /// The list of tasks has everything else that can be done; it is opened first, so that it is told of tasks at once.
    func go(to task: TaskInfo) -> [OverlayEffect] { [.open(TasksOverlay(choosing: task.id)), .close] }

    static func waitsForYes(_ task: TaskInfo) -> Bool { task.state == .queued && !task.isApproved }

    static func keys(for task: TaskInfo) -> String {
        ((waitsForYes(task) ? ["a approve"] : []) + ["Enter go there", "Esc"]).joined(separator: " · ")
    }

    /// `task 4 review, ~/src/api, since 12:31:00`.
    static func heading(_ task: TaskInfo, _ context: UIContext) -> String {
        let name = task.request.name.map { " \($0)" } ?? ""
        return [
            "task \(task.id)\(name)", task.request.cwd.abbreviated(home: context.home),
            "since \(context.timeWithSeconds(task.stateSince))",
        ].joined(separator: ", ")
    }

    /// What a person is needed for, in a line.
    static func need(_ task: TaskInfo) -> String {
        let text = waitsForYes(task) ? task.request.prompt : reason(task) ?? task.request.prompt
        return text.prefix(400).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// What a person is needed for with what helps, and what the task is to do.
    static func details(_ task: TaskInfo) -> [String] {
        let wait = waitsForYes(task) ? TaskWait.approval : task.wait
        let first = wait.map { $0.explanation(for: task) } ?? reason(task)
        let prompt = task.request.prompt.prefix(4000).split(whereSeparator: \.isNewline).map { String($0) }
        return [first].compactMap(\.self) + prompt
    }

    /// Why it does not go on, or what it was refused.
    private static func reason(_ task: TaskInfo) -> String? {
        if let wait = task.wait { return wait.text }
        let tools = task.report.denials.map(\.tool).filter { !$0.isEmpty }
        let unique = tools.enumerated().filter { !tools[..<$0.offset].contains($0.element) }.map(\.element)
        return task.error ?? (unique.isEmpty ? nil : "refused: \(unique.joined(separator: ", "))")
    }
}
