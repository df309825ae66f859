import RoostModel

/// What a line of the command prompt means: roost's own words, or those that fingers know from tmux.
enum PromptCommand: Hashable, Sendable {
    case perform(Action)
    case renameWindow(String)
    case renameSession(String)
    case renameWorkspace(String)
    case newWindow(name: String?, command: [String])
    case newWorkspace(String)
    case switchWorkspace(String)
    case goTo(String)
    case send(keys: [String])
    case kill(String)

    /// Why a line means nothing, with what would.
    struct Problem: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    /// Reads a line; blanks separate words, quotes keep them together.
    static func parse(_ line: String) throws(Problem) -> PromptCommand {
        let words = try split(line)
        guard let name = words.first else { throw Problem(description: "type a command, or Tab for a list") }
        let rest = Array(words.dropFirst())
        if let command = try own(name, rest) { return command }
        if let action = Action(words.joined(separator: " ")) { return .perform(action) }
        if let known = argument(of: name) {
            throw Problem(description: "cannot do \(name): it needs \(known), as in \(name) \(known)")
        }
        if Action.names.contains(name) {
            throw Problem(description: "cannot do \(name): it takes no words after it")
        }
        let near = nearest(to: name).map { ", did you mean \($0)?" } ?? ", Tab lists all"
        throw Problem(description: "cannot do \(name): there is no such command\(near)")
    }

    /// Every command with the words it takes, in the order of the alphabet: what Tab completes.
    static let names: [String] = {
        let own = takingWords.map(\.name) + aliases.map(\.name)
        return Set(Action.names + own).sorted()
    }()

    private static let takingWords: [(name: String, argument: String)] = [
        ("rename-window", "NAME"), ("rename-session", "NAME"), ("rename-workspace", "NAME"),
        ("new-workspace", "NAME"), ("switch-workspace", "NAME"), ("go-to", "SESSION"),
        ("send-keys", "KEY..."),
        ("kill-session", "SESSION"), ("select-window", "NUMBER"), ("resize-left", "CELLS"),
        ("resize-right", "CELLS"), ("resize-up", "CELLS"), ("resize-down", "CELLS"), ("layout", "NAME"),
        ("select-layout", "NAME"),
    ]

    private static func argument(of name: String) -> String? {
        takingWords.first { $0.name == name && !name.hasPrefix("rename-") }?.argument
    }

    /// tmux's words for actions, without options.
    private static let aliases: [(name: String, action: Action)] = [
        ("split-window", .split(.vertical)), ("splitw", .split(.vertical)), ("neww", .newWindow),
        ("kill-pane", .closePane), ("killp", .closePane), ("kill-window", .closeWindow),
        ("killw", .closeWindow), ("next", .nextWindow), ("previous", .previousWindow),
        ("prev", .previousWindow),
        ("last", .lastWindow), ("lastp", .lastPane), ("breakp", .breakPane), ("detach-client", .detach),
        ("list-keys", .help), ("lsk", .help), ("choose-tree", .sessions), ("choose-window", .windows),
        ("choose-session", .workspaces), ("display-panes", .paneNumbers), ("displayp", .paneNumbers),
        ("clock-mode", .clock), ("show-messages", .messages), ("showmsgs", .messages),
        ("refresh-client", .redraw), ("refresh", .redraw), ("paste-buffer", .paste), ("pasteb", .paste),
        ("source-file", .reloadConfig), ("suspend-client", .suspend), ("suspendc", .suspend),
        ("rotate-window", .rotatePrevious), ("rotatew", .rotatePrevious), ("swap-pane", .swapNext),
        ("swapp", .swapNext), ("next-layout", .nextLayout), ("nextl", .nextLayout), ("find-window", .search),
        ("resize-pane", .zoom), ("select-pane", .nextPane),
    ]

    /// Commands with words of their own, and tmux's with options; nil leaves it to `Action`.
    private static func own(_ name: String, _ rest: [String]) throws(Problem) -> PromptCommand? {
        let text = rest.joined(separator: " ")
        switch name {
        case "rename-window", "renamew": return rest.isEmpty ? .perform(.renameWindow) : .renameWindow(text)
        case "rename-session", "rename": return rest.isEmpty ? .perform(.renameSession) : .renameSession(text)
        case "rename-workspace": return rest.isEmpty ? nil : .renameWorkspace(text)
        case "new-workspace": return rest.isEmpty ? nil : .newWorkspace(text)
        case "switch-workspace", "switch-client", "switchc":
            let names = rest.filter { $0 != "-t" }
            return names.isEmpty ? .perform(.workspaces) : .switchWorkspace(names.joined(separator: " "))
        case "go-to": return rest.isEmpty ? nil : .goTo(text)
        case "kill-session":
            return rest.isEmpty ? nil : .kill(rest.filter { $0 != "-t" }.joined(separator: " "))
        case "send-keys", "send": return rest.isEmpty ? nil : .send(keys: rest)
        case "new-window", "neww": return try newWindow(name, rest)
        case "select-window", "selectw":
            guard let number = rest.last(where: { $0 != "-t" }) else { return nil }
            guard let number = Int(number.drop { $0 == ":" || $0 == "=" }) else {
                throw Problem(description: "cannot do \(name): \(number) is not the number of a window")
            }
            return .perform(.selectWindow(number))
        case "layout", "select-layout", "selectl":
            guard let name = rest.first else { return name == "layout" ? nil : .perform(.nextLayout) }
            guard let preset = Layout.Preset(rawValue: name) else {
                let all = Layout.Preset.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(description: "cannot arrange panes as \(name): there are \(all)")
            }
            return .perform(.preset(preset))
        default: return try alias(name, rest)
        }
    }

    private static func newWindow(_ name: String, _ rest: [String]) throws(Problem) -> PromptCommand {
        guard !rest.isEmpty else { return .perform(.newWindow) }
        guard rest[0] == "-n" else { return .newWindow(name: nil, command: rest) }
        guard rest.count > 1 else { throw Problem(description: "cannot do \(name): -n needs a NAME") }
        return .newWindow(name: rest[1], command: Array(rest.dropFirst(2)))
    }

    private static func alias(_ name: String, _ rest: [String]) throws(Problem) -> PromptCommand? {
        let directions: [String: Direction] = ["-L": .left, "-R": .right, "-U": .up, "-D": .down]
        switch (name, rest.first) {
        case ("split-window", "-h"), ("splitw", "-h"): return .perform(.split(.horizontal))
        case ("split-window", "-v"), ("splitw", "-v"): return .perform(.split(.vertical))
        case ("rotate-window", "-D"), ("rotatew", "-D"): return .perform(.rotateNext)
        case ("rotate-window", "-U"), ("rotatew", "-U"): return .perform(.rotatePrevious)
        case ("swap-pane", "-U"), ("swapp", "-U"): return .perform(.swapPrevious)
        case ("swap-pane", "-D"), ("swapp", "-D"): return .perform(.swapNext)
        case ("resize-pane", "-Z"), ("resizep", "-Z"): return .perform(.zoom)
        case ("select-pane", let option?), ("selectp", let option?):
            if option == "-l" { return .perform(.lastPane) }
            if let direction = directions[option] { return .perform(.focus(direction)) }
        case ("resize-pane", let option?), ("resizep", let option?):
            if let direction = directions[option], let cells = Int(rest.dropFirst().first ?? "1"),
                (1...1000).contains(cells)
            {
                return .perform(.resize(direction, cells))
            }
        case (_, nil): return aliases.first { $0.name == name }.map { .perform($0.action) }
        default: break
        }
        guard aliases.contains(where: { $0.name == name }) || ["resizep", "selectp"].contains(name) else {
            return nil
        }
        throw Problem(description: "cannot do \(name): \(rest.joined(separator: " ")) means nothing to it")
    }

    private static func split(_ line: String) throws(Problem) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let quote { throw Problem(description: "cannot read the command: a \(quote) is not closed") }
        if let word { words.append(word) }
        return words
    }

    /// The command that was probably meant.
    private static func nearest(to name: String) -> String? {
        if let longer = names.first(where: { $0.hasPrefix(name) }) { return longer }
        return Spelling.nearest(to: name, among: names)
    }
}
