import Foundation

/// `roost-fuzz`: streams that try to break the terminal and the decoders, with every promise checked after
/// each step.
///
/// The work is done by child processes, so that a trap is a finding like any other: the case that was under
/// way is in a file, is made as short as it goes, and is kept in the corpus. The exit status is 1 if there
/// was a finding.
@main
enum RoostFuzz {
    static func main() {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            FileHandle.standardError.write(Data("\(Options.usage)\n".utf8))
            exit(2)
        }
        switch options.mode {
        case .fuzz: exit(Driver(options).run() ? 0 : 1)
        case .work(let caseFile): exit(Worker(options, caseFile: caseFile).run() ? 0 : 1)
        case .replay(let paths): exit(replay(paths) ? 0 : 1)
        }
    }

    private static func replay(_ paths: [String]) -> Bool {
        var isGood = true
        for path in paths {
            if Corpus.isFolder(path) {
                let (count, failures) = Corpus.replay(folder: path)
                for failure in failures { Report.line(failure) }
                Report.line("\(path): \(count) files, \(failures.count) failures")
                if !failures.isEmpty { isGood = false }
            } else if !Worker.replay(path) {
                isGood = false
            }
        }
        return isGood
    }
}

/// Lines on the standard output, at once: a trap loses what waits in a buffer.
enum Report {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }
}
