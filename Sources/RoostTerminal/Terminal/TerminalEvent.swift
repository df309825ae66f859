/// Something that a program told its terminal and that is not on the screen.
///
/// Line numbers are those of ``Terminal/scrollbackRange``, and hold until the columns change.
public enum TerminalEvent: Hashable, Sendable {
    /// BEL.
    case bell
    /// OSC 0 and OSC 2; at most 4 KiB, without control characters.
    case title(String)
    /// OSC 7 (the path of the URL, percent-decoded), OSC 9;9 and OSC 1337 `CurrentDir=`: an absolute path of at
    /// most 4 KiB, without control characters.
    case workingDirectory(String)
    /// OSC 133 A: a prompt begins.
    case promptStarted(line: Int)
    /// OSC 133 B: the prompt is over, the user types.
    case commandStarted(line: Int)
    /// OSC 133 C: the command runs; its text is that of `cmdline_url=` (or `cmdline=`) if the shell gave it,
    /// else what stands on the screen between B and here.
    case commandExecuted(text: String, line: Int)
    /// OSC 133 D, with the exit status if the shell told it.
    case commandFinished(exitCode: Int?)
    /// OSC 52 write: the targets as the program named them (`c` if it named none), and the content, at most 1 MiB.
    case clipboard(selection: String, bytes: [UInt8])
    /// OSC 9 (without a title), OSC 99 and OSC 777: at most 4 KiB each, without control characters.
    case notification(title: String, body: String)
    /// OSC 9;4: state 0 none, 1 normal, 2 error, 3 indeterminate, 4 paused; 0...100 percent.
    case progress(state: Int, percent: Int)
    /// OSC 7501 and OSC 21337: what the program says that it does; nil: it says nothing any more.
    case programStatus(ProgramStatus?)
    /// The program turned mode 2031 on or off, or asked for the scheme: see
    /// ``Terminal/reportsColorScheme``.
    case colorScheme
    /// The alternate screen was entered or left.
    case alternateScreen(Bool)
}
