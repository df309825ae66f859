import FoundationEssentials
import RoostIO
import RoostModel

/// Where cgroups of version 2 can be made for tasks: the kernel counts all processes of a task together there, wherever
/// they went (https://docs.kernel.org/admin-guide/cgroup-v2.html).
///
/// A folder that holds processes hands no controllers to folders below it, so a task's group does not stand below the
/// server's own but beside it, or higher: in the first folder on the way up that hands down memory or processor time
/// and in which this user may make folders. systemd gives users such folders.
struct ControlGroups: Hashable, Sendable {
    /// What a group can limit.
    enum Controller: String, CaseIterable, Hashable, Sendable {
        case memory, cpu
    }

    private static let fileLimit = 1 << 20

    /// Where groups are made.
    let folder: String
    /// What they can limit.
    let controllers: Set<Controller>
    /// Begins the names of this server's groups: others may share the folder.
    private let prefix: String

    /// Looks for a place; nil where there is none.
    ///
    /// - Parameters:
    ///   - socket: The server's, which tells its groups from those of another.
    ///   - process: What the kernel tells of this process.
    init?(socket: String, process: String = "/proc/self") {
        guard let mounts = Self.text("\(process)/mountinfo"), let groups = Self.text("\(process)/cgroup"),
            let (root, mount) = Self.mount(in: mounts),
            let own = groups.split(separator: "\n").first(where: { $0.hasPrefix("0::") })?.dropFirst(3)
        else { return nil }
        // A container sees a part of the tree at its mount.
        let path = root == "/" ? String(own) : own.hasPrefix(root) ? String(own.dropFirst(root.count)) : ""
        let prefix = "roost-\(Self.fingerprint(socket))-"
        var parts = path.split(separator: "/").map(String.init)
        var folders = [([mount] + parts).joined(separator: "/")]
        while parts.popLast() != nil { folders.append(([mount] + parts).joined(separator: "/")) }
        let place = folders.first {
            !Self.controllers(handedDownBy: $0).isEmpty && Self.isWritable($0, prefix)
        }
        guard let place else { return nil }
        folder = place
        controllers = Self.controllers(handedDownBy: place)
        self.prefix = prefix
    }

    /// The mount of version 2: which part of the tree it shows, and where.
    private static func mount(in mounts: String) -> (root: String, path: String)? {
        for line in mounts.split(separator: "\n") {
            let halves = line.split(separator: " - ", maxSplits: 1)
            let fields = halves[0].split(separator: " ")
            guard halves.count == 2, halves[1].hasPrefix("cgroup2 "), fields.count >= 5 else { continue }
            return (String(fields[3]), String(fields[4]))
        }
        return nil
    }

    private static func controllers(handedDownBy folder: String) -> Set<Controller> {
        let words = (text("\(folder)/cgroup.subtree_control") ?? "").split(whereSeparator: \.isWhitespace)
        return Set(words.compactMap { Controller(rawValue: String($0)) })
    }

    private static func isWritable(_ folder: String, _ prefix: String) -> Bool {
        let probe = "\(folder)/\(prefix)probe"
        do throws(IOError) {
            try Files.makeFolder(probe)
            try Files.removeFolder(probe)
            return true
        } catch {
            return false
        }
    }

    private static func text(_ path: String) -> String? {
        (try? Files.readAll(path, maximum: fileLimit)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// FNV-1a, in hexadecimal digits.
    private static func fingerprint(_ text: String) -> String {
        String(
            text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 },
            radix: 16)
    }

    // MARK: - Groups

    /// The group of an attempt, whether it was made or not.
    func group(of id: AttemptID) -> ControlGroup {
        ControlGroup(path: "\(folder)/\(prefix)\(id.task).\(id.attempt)", controllers: controllers)
    }

    /// Makes the group of an attempt.
    ///
    /// - Parameters:
    ///   - id: The attempt.
    ///   - limits: What its processes may use together.
    /// - Returns: Nil when the groups here limit nothing of that.
    /// - Throws: ``IOError``; then there is none.
    func make(for id: AttemptID, _ limits: TaskLimits) throws(IOError) -> ControlGroup? {
        let memory = controllers.contains(.memory) ? limits.memory : nil
        let cpu = controllers.contains(.cpu) ? limits.cpuPercent : nil
        guard memory != nil || cpu != nil else { return nil }
        let group = group(of: id)
        try Files.removeFolder(group.path)
        try Files.makeFolder(group.path)
        do throws(IOError) {
            if let memory {
                try Files.write("\(memory)", into: "\(group.path)/memory.max")
                // Otherwise it would go on, slowly, in the swap; kernels without swap have no such file.
                try? Files.write("0", into: "\(group.path)/memory.swap.max")
                // All of it or nothing: half of a program is no use.
                try Files.write("1", into: "\(group.path)/memory.oom.group")
            }
            if let cpu { try Files.write("\(cpu * 1000) 100000", into: "\(group.path)/cpu.max") }
        } catch {
            try? Files.removeFolder(group.path)
            throw error
        }
        return group
    }

    /// The groups of this server's tasks without those of some attempts: their processes may not have come yet.
    func names(except living: Set<AttemptID>) -> [String] {
        let kept = Set(living.map { group(of: $0).path })
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix(prefix) && !kept.contains("\(folder)/\($0)") }
    }

    /// Removes those of some groups in which nothing runs any more.
    func remove(_ names: [String]) {
        for name in names {
            // One that is busy holds what a task left behind on purpose; it is looked at again after the next task.
            try? Files.removeFolder("\(folder)/\(name)")
        }
    }
}

/// The cgroup of an attempt.
struct ControlGroup: Hashable, Sendable {
    let path: String
    /// What it can limit.
    let controllers: Set<ControlGroups.Controller>

    /// The kernel has ended processes of it for their memory.
    var hasRunOutOfMemory: Bool {
        ["oom_kill", "oom_group_kill"].contains { (value(of: $0, in: "memory.events") ?? 0) > 0 }
    }

    /// For how long its processes were held back, in microseconds.
    var throttledMicroseconds: Int { value(of: "throttled_usec", in: "cpu.stat") ?? 0 }

    /// Ends all of it at once, whatever it ignores.
    func kill() throws(IOError) { try Files.write("1", into: "\(path)/cgroup.kill") }

    /// The number behind a word in one of its files.
    private func value(of word: String, in file: String) -> Int? {
        guard let bytes = try? Files.readAll("\(path)/\(file)", maximum: 1 << 16) else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").lazy.compactMap { line in
            let parts = line.split(separator: " ")
            return parts.count == 2 && parts[0] == word ? Int(parts[1]) : nil
        }
        .first
    }
}
