private import Glibc

/// The character set of the process's locale.
enum LocaleCharset {
    /// Takes the locale of the environment, and names its character set: `UTF-8` is the one to have.
    static func adopt() -> String {
        _ = unsafe setlocale(LC_CTYPE, "")
        return unsafe String(cString: nl_langinfo(nl_item(CODESET)))
    }

    /// Text beyond ASCII arrives as it was meant.
    static var isUTF8: Bool { adopt() == "UTF-8" }
}
