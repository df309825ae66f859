/// A folder's path as a person goes there, with its symbolic links (POSIX, `cd -L`).
package enum LogicalPath {
    /// Takes `.`, `..` and needless slashes out of an absolute path, as ``ByteText``.
    ///
    /// A path that would lead elsewhere then, since a link is before a `..`, stays as it is; so does one that leads
    /// nowhere.
    package static func of(_ path: String) -> String {
        guard path.hasPrefix("/") else { return path }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let short = "/" + parts.joined(separator: "/")
        return short == path || !Host.isSame(short, path) ? path : short
    }

    /// The present directory: what a shell says (`PWD`) if that is where this process is, else the path without links.
    ///
    /// - Parameters:
    ///   - claimed: The value of `PWD`, if there is one.
    ///   - actual: Without links.
    /// - Returns: One of the two.
    package static func current(claimed: String?, actual: String) -> String {
        guard let claimed, claimed.hasPrefix("/"), Host.isSame(claimed, actual) else { return actual }
        let isPlain = claimed.split(separator: "/").allSatisfy { $0 != "." && $0 != ".." }
        return isPlain ? claimed : actual
    }
}
