import Foundation

/// Files that are worth running again: cases that found something, and recordings of real programs.
package enum Corpus {
    /// `Corpus`, beside this file.
    package static let defaultFolder = folder + "/Corpus"
    /// Where the tests keep recordings.
    static let testsFolder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)])
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path

    /// Runs every file of a folder, without chance: the same in each run.
    ///
    /// A trap in a target ends the program.
    ///
    /// - Parameter folder: What to run; by default the corpus of the repository.
    /// - Returns: How many files were run, and for each that broke a promise its name and what was wrong.
    package static func replay(folder: String = defaultFolder) -> (count: Int, failures: [String]) {
        var features = FeatureSet()
        var failures: [String] = []
        let names = files(in: folder)
        for name in names {
            guard let bytes = bytes(of: "\(folder)/\(name)"), let input = FuzzCase(file: bytes) else {
                failures.append("\(name): cannot be read")
                continue
            }
            do throws(Violation) {
                try input.target.run(input, &features)
            } catch {
                failures.append("\(name): \(error)")
            }
        }
        return (names.count, failures)
    }

    /// Everything below a folder that is a file, in order, but for hidden ones and those for people.
    static func files(in folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.sorted().filter { name in
            !name.hasSuffix(".md") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
                && !isFolder("\(folder)/\(name)")
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    static func bytes(of path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }

    /// The recordings (`.raw`, `.bin`, `.vt`) of a corpus and of the tests' fixtures, and the bytes of the
    /// cases.
    static func recordings(_ folder: String) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for (root, isCorpus) in [(folder, true), (testsFolder, false)] {
            for name in files(in: root) {
                let isRecording = [".raw", ".bin", ".vt"].contains { name.hasSuffix($0) }
                guard isRecording || isCorpus, let bytes = bytes(of: "\(root)/\(name)"), !bytes.isEmpty else {
                    continue
                }
                found.append(bytes)
            }
        }
        return found
    }
}
