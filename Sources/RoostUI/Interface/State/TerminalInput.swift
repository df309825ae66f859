import RoostTerminal

/// Takes apart what the outer terminal sends, and decides what keys and mouse mean.
struct TerminalInput {
    var decoder = InputDecoder()
    var keys = KeyDispatcher()
    var mouse = MouseRouter()
    /// Keys, pastes and layout commands that wait until it is known which pane gets them.
    var held = HeldInput()
    var strayAnswer = StrayAnswer()
    var scroll = ScrollReport()
    /// Layout commands that the server has not answered.
    var pendingChanges = 0
}
