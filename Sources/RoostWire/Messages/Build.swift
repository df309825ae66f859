/// What this build calls itself.
public enum Build {
    /// The version that `roost --version`, XTVERSION and `TERM_PROGRAM_VERSION` tell.
    public static let version = "0.1.0"
}
