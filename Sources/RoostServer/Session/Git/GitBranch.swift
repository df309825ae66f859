import RoostIO
import RoostModel

/// The branch that a directory is on, read from the repository's files: no git process, no lock.
///
/// Where another backend has the references (reftable), its tables are read: HEAD stands in for it only then.
///
/// - SeeAlso: gitrepository-layout(5), git-worktree(1), <https://git-scm.com/docs/reftable>.
enum GitBranch {
    /// The branch's name, or the first digits of a detached commit; nil outside a repository.
    ///
    /// Costs a few small reads, at most one for each folder up to the root.
    static func name(in directory: String) -> String? { place(of: directory).flatMap(head) }

    /// Whether a directory is in a working tree.
    static func isRepository(_ directory: String) -> Bool { place(of: directory) != nil }

    /// The folder of git's files for the working tree that a directory is in.
    private static func place(of directory: String) -> String? {
        var folder = directory[...]
        while true {
            if let place = repository(at: String(folder)) { return place }
            guard let slash = folder.lastIndex(of: "/") else { return nil }
            folder = folder[..<slash]
            if folder.isEmpty { return nil }
        }
    }

    /// The folder of git's files for a working tree; nil where there is none.
    private static func repository(at folder: String) -> String? {
        let dotGit = folder + "/.git"
        if Host.isDirectory(dotGit) { return dotGit }
        // A worktree or submodule: a file that says where its folder is.
        guard let link = read(dotGit), link.hasPrefix("gitdir: ") else { return nil }
        let path = String(link.dropFirst(8))
        return path.hasPrefix("/") ? path : folder + "/" + path
    }

    private static func head(of repository: String) -> String? {
        guard let head = read(repository + "/HEAD"), !head.isEmpty else { return nil }
        guard head.hasPrefix("ref: ") else {
            let isCommit = head.count >= 40 && head.allSatisfy(\.isHexDigit)
            return isCommit ? String(head.prefix(8)) : nil
        }
        // With reftable HEAD is a file for old programs, and names what no branch may be called.
        guard head != "ref: refs/heads/.invalid" else { return reftableHead(of: repository) }
        return branch(String(head.dropFirst(5)))
    }

    private static func branch(_ reference: String) -> String? {
        let branches = "refs/heads/"
        return reference.hasPrefix(branches) ? String(reference.dropFirst(branches.count)) : nil
    }

    /// What the newest of the tables says that has HEAD.
    private static func reftableHead(of repository: String) -> String? {
        let folder = repository + "/reftable"
        guard let list = read(folder + "/tables.list") else { return nil }
        for name in list.split(separator: "\n").reversed() {
            guard let bytes = try? Files.readAll("\(folder)/\(name)", maximum: 1 << 20) else { return nil }
            switch Reftable.value(of: "HEAD", in: bytes) {
            case .reference(let target): return branch(target)
            case .object(let commit): return String(commit.prefix(8))
            case .deleted: return nil
            case nil: continue
            }
        }
        return nil
    }

    private static func read(_ path: String) -> String? {
        guard let bytes = try? Files.readAll(path, maximum: 4096) else { return nil }
        return String(decoding: bytes, as: UTF8.self).trimmingBlanks
    }
}
