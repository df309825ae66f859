import RoostModel
import Testing

@Suite struct CopyCommandTableTests {
    @Test func `every command has one line, and every name one command`() {
        let specs = CopyCommandTable.specs
        #expect(Set(specs.map(\.name)).count == specs.count)
        #expect(Set(specs.map(\.command)).count == specs.count)
        #expect(specs.allSatisfy { !$0.help.isEmpty })
    }

    @Test(arguments: CopyCommandTable.KeySet.allCases)
    func `no key of a set is given twice`(set: CopyCommandTable.KeySet) {
        let keys = CopyCommandTable.specs.flatMap { $0.keys(set) }
        #expect(Set(keys).count == keys.count)
        #expect(CopyCommandTable.keys(set).count == keys.count)
    }

    /// tmux 3.3a's `list-keys -T copy-mode` and `-T copy-mode-vi`.
    @Test(arguments: [
        ("C-a", "start-of-line", CopyCommandTable.KeySet.emacs), ("M-<", "history-top", .emacs),
        ("C-k", "copy-end-of-line-and-cancel", .emacs), ("M-w", "copy-selection-and-cancel", .emacs),
        ("C-Space", "begin-selection", .emacs), ("M-R", "top-line", .emacs), ("g", "goto-line", .emacs),
        ("0", "start-of-line", .vi), ("g", "history-top", .vi), ("D", "copy-end-of-line-and-cancel", .vi),
        ("w", "next-word", .vi), ("B", "previous-space", .vi), ("C-v", "rectangle-toggle", .vi),
        ("Enter", "copy-selection-and-cancel", .vi), ("M-x", "jump-to-mark", .vi), ("K", "scroll-up", .vi),
    ])
    func `keys do what they do in tmux`(key: String, name: String, set: CopyCommandTable.KeySet) {
        let command = CopyCommandTable.keys(set)[key]
        #expect(command.flatMap { CopyCommandTable.spec(of: $0)?.name } == name)
    }

    @Test func `a command is read by its name, and a slip is told`() throws {
        #expect(try CopyCommandTable.parse("page-up") == .move(.pageUp))
        let problem = #expect(throws: CommandProblem.self) { try CopyCommandTable.parse("pageup") }
        #expect(problem?.cause == "copy mode has no such command")
        #expect(problem?.advice == "did you mean page-up?")
    }
}
