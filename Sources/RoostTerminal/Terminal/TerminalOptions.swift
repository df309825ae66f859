/// What the owner of a terminal decides; programs cannot change these.
public struct TerminalOptions: Sendable {
    /// Three parts of 0...255.
    public typealias RGB = (red: UInt8, green: UInt8, blue: UInt8)

    /// How many lines are kept above the screen.
    ///
    /// The bytes are bounded too: 2 KiB for each of these lines.
    public var scrollbackLimit: Int = 50_000
    /// Said in answer to XTVERSION: `roost` and this.
    public var version: String = "0.1.0"
    /// Whether DECRQCRA is answered.
    ///
    /// A checksum of the screen lets a program read what others printed.
    public var allowChecksum: Bool = false
    /// Answer to OSC 10 until the program sets it.
    public var foreground: RGB = (0xd0, 0xd0, 0xd0)
    /// Answer to OSC 11 until the program sets it; whether it is dark answers `CSI ? 996 n`.
    public var background: RGB = (0x00, 0x00, 0x00)
    /// Answer to OSC 12 until the program sets it.
    public var cursorColor: RGB = (0xd0, 0xd0, 0xd0)
    /// Size of a cell for the reports in pixels (CSI 14 t, CSI 16 t, mode 2048); a plausible one, since
    /// viewers differ.
    public var cellWidthInPixels: Int = 8
    /// See ``cellWidthInPixels``.
    public var cellHeightInPixels: Int = 16

    /// The defaults.
    public init() {}
}
