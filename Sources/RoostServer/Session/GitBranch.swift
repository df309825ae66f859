import RoostIO

/// The branch that a directory is on, read from the repository's files: no git process, no lock.
enum GitBranch {
    /// The branch's name, or the first digits of a detached commit; nil outside a repository.
    ///
    /// Costs a few small reads, at most one for each folder up to the root.
    static func name(in directory: String) -> String? {
        var folder = directory[...]
        while true {
            if let head = head(of: String(folder)) { return head }
            guard let slash = folder.lastIndex(of: "/") else { return nil }
            folder = folder[..<slash]
            if folder.isEmpty { return nil }
        }
    }

    private static func head(of folder: String) -> String? {
        let dotGit = folder + "/.git"
        if let head = read(dotGit + "/HEAD") { return parse(head) }
        // A worktree or submodule: a file that says where its folder is (gitrepository-layout(5)).
        guard let link = read(dotGit), link.hasPrefix("gitdir: ") else { return nil }
        let path = String(link.dropFirst(8))
        return read((path.hasPrefix("/") ? path : folder + "/" + path) + "/HEAD").map(parse)
    }

    private static func parse(_ head: String) -> String {
        let prefix = "ref: refs/heads/"
        return head.hasPrefix(prefix) ? String(head.dropFirst(prefix.count)) : String(head.prefix(8))
    }

    private static func read(_ path: String) -> String? {
        guard let bytes = try? Files.readAll(path, maximum: 4096) else { return nil }
        return String(decoding: bytes, as: UTF8.self).trimmingBlanks
    }
}
