private import CPosix

extension SystemCall {
    static func blockSignals(_ signals: [Int32]) -> Int32 {
        unsafe roost_signals_block(signals, Int32(clamping: signals.count))
    }

    static func ignoreSignals(_ signals: [Int32]) -> Int32 {
        unsafe roost_signals_ignore(signals, Int32(clamping: signals.count))
    }

    static func openSignals(_ signals: [Int32]) -> Int32 {
        unsafe roost_signals_open(signals, Int32(clamping: signals.count))
    }
}
