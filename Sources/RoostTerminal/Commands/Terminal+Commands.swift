/// OSC, by number. Each family has a file of its own.
extension Terminal {
    private typealias Handler = @Sendable (inout Terminal, OperatingSystemCommand) -> Void

    private static let handlers: [Int: Handler] = {
        var handlers: [Int: Handler] = [
            0: { $0.setTitles(icon: $1.text, window: $1.text) },
            1: { $0.setTitles(icon: $1.text) },
            2: { $0.setTitles(window: $1.text) },
            4: { $0.changePalette($1, from: 0) },
            5: { $0.changePalette($1, from: ColorState.firstSpecial) },
            7: { $0.setWorkingDirectory(url: $1.text) },
            8: { $0.setLink($1.fields(2)) },
            9: { $0.notifyOrProgress($1) },  // iTerm2 and ConEmu
            52: { $0.setClipboard($1.payload) },
            99: { $0.takeNotificationPart($1.fields(2)) },  // kitty
            104: { $0.resetPalette($1.text) },
            105: { $0.resetSpecialColors($1.text) },
            133: { terminal, command in
                let marks = command.fields()
                terminal.onMainDisplay { $0.markPrompt(marks) }
            },
            777: { $0.notify($1.fields(3)) },  // rxvt-unicode
            1337: { $0.setWorkingDirectory(property: $1.text) },  // iTerm2
            7501: { $0.takeProgramStatus($1) },
            21337: { $0.takeTabStatus($1.text) },  // iTerm2
        ]
        for number in ColorState.dynamicNumbers {
            handlers[number] = { $0.changeDynamicColors($1) }
            handlers[number + 100] = { terminal, command in
                terminal.colors.dynamic[command.number - 100] = nil
            }
        }
        return handlers
    }()

    /// Does what an OSC says; unknown and overlong ones are ignored.
    mutating func dispatchCommand(_ body: [UInt8], terminator: String) {
        guard let command = OperatingSystemCommand(body: body, terminator: terminator),
            let handler = Self.handlers[command.number]
        else { return }
        guard body.count <= OperatingSystemCommand.limit || command.number == 52 else { return }
        handler(&self, command)
    }
}
