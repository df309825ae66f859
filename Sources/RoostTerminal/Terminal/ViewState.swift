/// What a viewer shows beside the rows; ``Terminal/changeCount`` grows when it differs.
struct ViewState: Equatable {
    var cursor = Cursor()
    var isAlternateScreen = false
    var isReverseVideo = false
    var isSynchronizing = false
    var input = InputModes()
    var title = ""
    var size = TerminalSize(rows: 1, columns: 2)
    var hasStatusLine = false
}

extension Terminal {
    var viewState: ViewState {
        ViewState(
            cursor: cursor, isAlternateScreen: isAlternateScreen, isReverseVideo: isReverseVideo,
            isSynchronizing: isSynchronizing, input: input, title: title, size: size,
            hasStatusLine: statusGrid.exists)
    }

    /// Gives changed rows their numbers.
    ///
    /// Called once after all bytes that came together, so that the hot path only marks rows.
    mutating func finishChanges() {
        let now = viewState
        let isStatusChanged = statusGrid.stampChanges(&lastStamp)
        if grid.stampChanges(&lastStamp) || isStatusChanged || now != shown {
            changeCount &+= 1
            shown = now
        }
    }

    mutating func updatePrinting() {
        isPrintingPlain = !modes.contains(.insert) && charsets.isPlain
    }
}
