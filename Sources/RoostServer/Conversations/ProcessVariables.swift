import RoostIO

/// Variables that a process was started with.
enum ProcessVariables {
    private static let limit = 2 << 20

    /// Those of some names; none when the process is gone or somebody else's.
    static func read(_ names: Set<String>, of pid: Int32, proc: String = "/proc") -> [String: String] {
        guard let environment = try? Files.readAll("\(proc)/\(pid)/environ", maximum: limit) else {
            return [:]
        }
        var variables: [String: String] = [:]
        for variable in environment.split(separator: 0) {
            let parts = variable.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = String(decoding: parts[0], as: UTF8.self)
            if names.contains(name) { variables[name] = String(decoding: parts[1], as: UTF8.self) }
        }
        return variables
    }
}
