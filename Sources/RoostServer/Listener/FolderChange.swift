import Glibc

/// One thing that happened to a watched folder, or to a name in it (inotify(7)).
struct FolderChange: Hashable, Sendable {
    /// The folder's number, from ``FolderWatch/add(_:)``; -1 when the kernel lost count of what happened.
    let folder: Int32
    /// What happened, in the bits of inotify(7).
    let mask: UInt32
    /// The name in the folder; empty when it is about the folder itself.
    let name: String

    /// The folder itself went away or elsewhere, or nobody knows what happened.
    var isAboutFolder: Bool { name.isEmpty }

    /// Reads what the kernel writes.
    ///
    /// Records of four 32-bit numbers (folder, mask, cookie, length of the name) in the machine's byte order, each
    /// with its name and NULs after that. What is cut short is dropped.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [FolderChange] {
        var changes: [FolderChange] = []
        var rest = bytes
        while let folder = number(&rest), let mask = number(&rest), number(&rest) != nil,
            let length = number(&rest), rest.count >= Int(length)
        {
            let name = rest.prefix(Int(length)).prefix { $0 != 0 }
            rest = rest.dropFirst(Int(length))
            changes.append(
                FolderChange(
                    folder: Int32(bitPattern: folder), mask: mask, name: String(decoding: name, as: UTF8.self)
                ))
        }
        return changes
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
        guard rest.count >= 4 else { return nil }
        let bytes = Array(rest.prefix(4))
        rest = rest.dropFirst(4)
        let little = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1]) << UInt32(8 * $1) }
        return UInt32(littleEndian: little)
    }
}
