/// Mouse actions in the five encodings.
///
/// Source: ctlseqs "Mouse Tracking",
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking>.
extension KeyEncoder {
    /// The bytes of a mouse action; nil if the program does not want it or it cannot be told.
    ///
    /// Moves are told each time: call only when the cell changed.
    ///
    /// - Parameters:
    ///   - event: the action, its cell counted from the program's own top left.
    ///   - modes: the program's modes.
    ///   - cellPixels: height and width of a cell in pixels, for ``MouseEncoding/sgrPixels``, which tells
    ///     the middle of the cell.
    /// - Returns: the bytes, or nil.
    public static func encodeMouse(
        _ event: MouseEvent, modes: InputModes, cellPixels: (height: Int, width: Int) = (16, 8)
    ) -> [UInt8]? {
        var event = event
        guard isWanted(event, modes.mouseTracking) else { return nil }
        guard (0..<coordinateLimit).contains(event.row), (0..<coordinateLimit).contains(event.column) else {
            return nil
        }
        if modes.mouseTracking == .x10 { event.modifiers = [] }
        let namesRelease = modes.mouseEncoding == .sgr || modes.mouseEncoding == .sgrPixels
        guard let code = event.buttonCode(namesRelease: namesRelease) else { return nil }
        let (row, column) = (event.row + 1, event.column + 1)
        switch modes.mouseEncoding {
        case .legacy:
            guard code + 32 <= 255, row + 32 <= 255, column + 32 <= 255 else { return nil }
            return csi("", 0x4D) + [UInt8(code + 32), UInt8(column + 32), UInt8(row + 32)]
        case .utf8:
            let values = [code + 32, column + 32, row + 32]
            guard values.allSatisfy({ $0 < 0x800 }) else { return nil }
            let scalars = values.compactMap { Unicode.Scalar(UInt32($0)) }
            return csi("", 0x4D) + scalars.flatMap { Array(String(Character($0)).utf8) }
        case .urxvt: return csi("\(code + 32);\(column);\(row)", 0x4D)
        case .sgr: return csi("<\(code);\(column);\(row)", event.action == .release ? 0x6D : 0x4D)
        case .sgrPixels:
            let height = min(max(1, cellPixels.height), coordinateLimit)
            let width = min(max(1, cellPixels.width), coordinateLimit)
            let (y, x) = (event.row * height + height / 2 + 1, event.column * width + width / 2 + 1)
            return csi("<\(code);\(x);\(y)", event.action == .release ? 0x6D : 0x4D)
        }
    }

    /// The cursor keys that a turn of the wheel sends under `?1007`; nil if it sends none.
    ///
    /// Only for a program on the alternate screen, which the modes do not tell.
    public static func encodeAlternateScroll(_ event: MouseEvent, modes: InputModes) -> [UInt8]? {
        guard modes.alternateScroll, modes.mouseTracking == .none, event.action == .press else { return nil }
        let code: Key.Code
        switch event.button {
        case .wheelUp: code = .up
        case .wheelDown: code = .down
        default: return nil
        }
        let key = encode(Key(code: code), modes: modes)
        return (0..<linesPerStep).flatMap { _ in key }
    }

    /// Lines for a step of the wheel: what VTE and kitty send.
    private static let linesPerStep = 3
    /// No terminal has more rows, columns or pixels in a cell.
    private static let coordinateLimit = 65_536

    private static func isWanted(_ event: MouseEvent, _ tracking: MouseTracking) -> Bool {
        if event.button.isWheel, event.action != .press { return false }
        return switch (tracking, event.action) {
        case (.none, _): false
        case (.x10, .press): [.left, .middle, .right].contains(event.button)
        case (.x10, _), (.normal, .move): false
        case (.button, .move): event.button != .none
        case (_, .press): event.button != .none
        case (.normal, .release), (.button, .release), (.any, _): true
        }
    }
}
