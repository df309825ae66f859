/// How mouse actions are written into a program's input.
///
/// Source: ctlseqs "Extended coordinates",
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-Extended-coordinates>.
public enum MouseEncoding: UInt8, Sendable, CaseIterable {
    /// `CSI M Cb Cx Cy`, one byte each, value + 32: cells beyond 223 cannot be told.
    case legacy
    /// DECSET 1005: as `legacy`, each value as one UTF-8 character, cells up to 2015.
    case utf8
    /// DECSET 1006: `CSI < b ; x ; y M`, released with `m`.
    case sgr
    /// DECSET 1015: `CSI b ; x ; y M` in decimal, `b` + 32.
    case urxvt
    /// DECSET 1016: as `sgr`, with pixels in place of cells.
    case sgrPixels
}
