/// DCS that ask for something: DECRQSS and XTGETTCAP. Both answer from enumerated sets, so neither the question
/// nor anything printed comes back.
extension Terminal {
    /// `$ q` DECRQSS, `+ q` XTGETTCAP; the bodies of all others are swallowed.
    static let knownDeviceControls: Set<UInt32> = [0x24_71, 0x2B_71]

    /// Does what a DCS says.
    ///
    /// - Parameters:
    ///   - key: What was collected and the final byte; one of ``knownDeviceControls``.
    ///   - body: What stands between the final byte and ST.
    mutating func dispatchDeviceControl(_ key: UInt32, _ body: [UInt8]) {
        switch key {
        case 0x24_71: reportSetting(String(decoding: body, as: UTF8.self))
        case 0x2B_71: reportCapabilities(body)
        default: break
        }
    }
}
