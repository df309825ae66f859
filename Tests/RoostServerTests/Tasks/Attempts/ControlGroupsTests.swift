import RoostConfig
import RoostIO
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct ControlGroupsTests {
    private let id = AttemptID(task: TaskID(rawValue: 7), attempt: 2)

    /// A tree as the kernel shows it, in which `handed` says what each folder hands down.
    private func groups(
        _ folder: TemporaryFolder, own: String, root: String = "/", handed: [String: String]
    ) throws -> ControlGroups? {
        let mount = folder.path + "/cg"
        try folder.write(
            "25 1 8:1 / / rw - ext4 /dev/sda rw\n30 25 0:26 \(root) \(mount) rw shared:4 - cgroup2 cgroup2 rw\n",
            to: "proc/mountinfo")
        try folder.write("5:memory:/old\n0::\(own)\n", to: "proc/cgroup")
        for (path, controllers) in handed {
            try folder.write(controllers + "\n", to: "cg\(path)/cgroup.subtree_control")
        }
        return ControlGroups(socket: "/run/s", process: folder.path + "/proc")
    }

    @Test func `a group stands in the first folder on the way up that hands something down`() throws {
        let folder = try TemporaryFolder()
        let groups = try #require(
            try groups(
                folder, own: "/user/app/roost.scope",
                handed: ["/user/app/roost.scope": "", "/user/app": "pids memory cpu", "/user": "memory"]))
        #expect(groups.folder == folder.path + "/cg/user/app")
        #expect(groups.controllers == [.memory, .cpu])
        #expect(groups.group(of: id).path.hasSuffix("-7.2"))
        #expect(try folder.names == ["cg", "proc"])
    }

    @Test func `a container sees a part of the tree`() throws {
        let folder = try TemporaryFolder()
        let groups = try groups(folder, own: "/docker/abc/work", root: "/docker/abc", handed: ["/": "cpu"])
        #expect(groups?.folder == folder.path + "/cg")
        #expect(groups?.controllers == [.cpu])
    }

    @Test func `where nothing is handed down there are no groups`() throws {
        let folder = try TemporaryFolder()
        #expect(try groups(folder, own: "/a", handed: ["/": "", "/a": "pids"]) == nil)
        #expect(ControlGroups(socket: "/run/s", process: folder.path + "/nowhere") == nil)
    }

    @Test func `a group that cannot be limited is not left behind`() throws {
        let folder = try TemporaryFolder()
        let groups = try #require(try groups(folder, own: "/", handed: ["/": "memory"]))
        var request = TaskRequest(provider: "claude", prompt: "", cwd: "/")
        #expect(try groups.make(for: id, TaskLimits(request)) == nil)
        request.memoryLimit = 64 << 20
        // This is no cgroup: the kernel made no files in the folder.
        #expect(throws: IOError.self) { try groups.make(for: id, TaskLimits(request)) }
        #expect(!Host.exists(groups.group(of: id).path))
    }

    @Test func `groups of tasks that are over are removed, and others left alone`() throws {
        let folder = try TemporaryFolder()
        let groups = try #require(try groups(folder, own: "/", handed: ["/": "memory"]))
        let living = AttemptID(task: TaskID(rawValue: 8), attempt: 1)
        let busy = AttemptID(task: TaskID(rawValue: 9), attempt: 1)
        for id in [id, living, busy] { try Files.makeFolder(groups.group(of: id).path) }
        try Files.makeFolder(groups.group(of: busy).path + "/process")
        try Files.makeFolder(groups.folder + "/another")
        groups.remove(groups.names(except: [living]))
        #expect(!Host.exists(groups.group(of: id).path))
        for path in [groups.group(of: living).path, groups.group(of: busy).path, groups.folder + "/another"] {
            #expect(Host.exists(path))
        }
    }

    @Test func `what struck is read`() throws {
        let folder = try TemporaryFolder()
        let group = ControlGroup(path: folder.path, controllers: [.memory])
        #expect(!group.hasRunOutOfMemory)
        #expect(group.throttledMicroseconds == 0)
        try folder.write("low 0\nmax 12\noom_kill 0\noom_group_kill 1\n", to: "memory.events")
        try folder.write("usage_usec 9\nthrottled_usec 2500000\n", to: "cpu.stat")
        #expect(group.hasRunOutOfMemory)
        #expect(group.throttledMicroseconds == 2_500_000)
    }

    @Test func `limits that a group keeps are kept by nobody else`() {
        var settings = TaskSettings()
        settings.memoryBytes = 1 << 30
        settings.cpuPercent = 150
        let limits = TaskLimits(TaskRequest(provider: "claude", prompt: "", cwd: "/"), settings)
        #expect(limits.memory == 1 << 30)
        #expect(limits.cpuPercent == 150)
        #expect(limits.requests.count == 1)
        let rest = limits.without([.memory])
        #expect(rest.requests.isEmpty)
        #expect(rest.variables(over: nil).isEmpty)
        #expect(rest.cpuPercent == 150)
    }

    /// Where this machine has such a place, what is made there is real.
    @Test(.enabled(if: ControlGroups(socket: "/roost-test") != nil))
    func `a real group is limited and removed`() throws {
        let groups = try #require(ControlGroups(socket: "/roost-test"))
        var settings = TaskSettings()
        settings.memoryBytes = 64 << 20
        settings.cpuPercent = 50
        let limits = TaskLimits(TaskRequest(provider: "claude", prompt: "", cwd: "/"), settings)
        let group = try #require(try groups.make(for: id, limits))
        #expect(!group.hasRunOutOfMemory)
        groups.remove(groups.names(except: []))
        #expect(!Host.exists(group.path))
    }
}
