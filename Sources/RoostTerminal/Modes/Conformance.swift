/// What DECSCL and S7C1T said.
struct Conformance: Equatable {
    /// 1...5 for VT100 to VT500.
    var level = 5
    var is7Bit = true

    /// S7C1T, S8C1T: told by DECRQSS alone.
    ///
    /// Answers stay 7-bit, because UTF-8 has no 8-bit controls.
    mutating func setControls(_ final: UInt8) {
        switch final {
        case 0x46: is7Bit = true
        case 0x47: is7Bit = false
        default: break
        }
    }
}
