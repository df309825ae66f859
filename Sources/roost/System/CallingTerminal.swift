private import Glibc

/// The terminal that a command was called in, if it was.
enum CallingTerminal {
    /// Keys come from a person, and what is drawn is seen by one.
    static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// A person can be asked.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Rows and columns of the output's terminal; nil if it is none or does not know.
    static var size: (rows: Int, columns: Int)? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0
        else {
            return nil
        }
        return (Int(size.ws_row), Int(size.ws_col))
    }

    /// Gives away what was printed so far.
    static func flush() {
        _ = fflush(nil)
    }

    /// Prints a line beside the output.
    static func printError(_ line: String) {
        writeError(line + "\n")
    }

    /// Asks for yes or no beside the output; anything but yes is no.
    static func confirm(_ question: String) -> Bool {
        writeError(question + " [y/N] ")
        let answer = readLine()?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// Writes what fits; who closed the error output does not want to hear of it.
    private static func writeError(_ text: String) {
        var text = text
        _ = text.withUTF8 { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
