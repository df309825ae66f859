/// OSC. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Operating System Commands"
extension Terminal {
    /// One OSC: a number, and for most a semicolon and text.
    mutating func dispatchCommand(_ bytes: [UInt8], terminator: String) {
        var number = 0
        var start = 0
        while start < bytes.count, (0x30...0x39).contains(bytes[start]), start < 6 {
            number = number * 10 + Int(bytes[start] - 0x30)
            start += 1
        }
        guard start > 0 else { return }
        if start < bytes.count {
            guard bytes[start] == 0x3B else { return }
            start += 1
        }
        if number == 52 { return setClipboard(bytes[start...]) }
        guard bytes.count <= 16_384 else { return }
        let text = String(decoding: bytes[start...], as: UTF8.self)
        switch number {
        case 0:
            setIconName(text)
            setTitle(text)
        case 1: setIconName(text)
        case 2: setTitle(text)
        case 4: changePalette(4, text, terminator)
        case 5: changePalette(5, text, terminator)
        case 7: setWorkingDirectory(url: text)
        case 8: setLink(text)
        case 9: notifyOrProgress(text)
        case 10...19: changeDynamicColors(number, text, terminator)
        case 99:
            let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let done = notificationParts.take(parts[0], parts[1]) else { return }
            post(.notification(title: done.title, body: done.body))
        case 104:
            if text.isEmpty { colors.palette = colors.palette.filter { $0.key > 255 } }
            for index in text.split(separator: ";") {
                if let index = Int(index) { colors.palette[index] = nil }
            }
        case 105:
            if text.isEmpty { colors.palette = colors.palette.filter { $0.key < 256 } }
            for index in text.split(separator: ";") {
                if let index = Int(index), index < 8 { colors.palette[256 + max(index, 0)] = nil }
            }
        case 110...119: colors.dynamic[number - 100] = nil
        case 133: onMainDisplay { $0.markPrompt(text) }
        case 777:
            let parts = text.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count >= 2, parts[0] == "notify" else { return }
            notify(title: String(parts[1]), body: parts.count > 2 ? String(parts[2]) : "")
        case 1337:
            if text.hasPrefix("CurrentDir=") { setWorkingDirectory(path: String(text.dropFirst(11))) }
        default: break
        }
    }

    /// Without control characters, and at most so many bytes.
    static func printable(_ text: String, limit: Int) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
        {
            count += UTF8.width(scalar)
            if count > limit { break }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    private mutating func setTitle(_ text: String) {
        title = Self.printable(text, limit: 4096)
        post(.title(title))
    }

    private mutating func setIconName(_ text: String) {
        iconName = Self.printable(text, limit: 4096)
    }

    private mutating func notify(title: String, body: String) {
        let title = Self.printable(title, limit: 1024)
        let body = Self.printable(body, limit: 4096)
        if !title.isEmpty || !body.isEmpty { post(.notification(title: title, body: body)) }
    }

    /// OSC 9: iTerm2's notification, ConEmu's progress (9;4) and directory (9;9).
    private mutating func notifyOrProgress(_ text: String) {
        let parts = text.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
        if parts[0] == "4", parts.count >= 2 {
            guard let state = Int(parts[1]), (0...4).contains(state) else { return }
            let percent = parts.count > 2 ? Int(parts[2]) ?? 0 : 0
            post(.progress(state: state, percent: min(max(percent, 0), 100)))
        } else if parts[0] == "9", parts.count == 2 {
            let path = parts[1].hasPrefix("\"") ? parts[1].dropFirst().prefix { $0 != "\"" } : parts[1]
            setWorkingDirectory(path: String(path))
        } else {
            notify(title: "", body: text)
        }
    }

    // MARK: Directories and links

    private mutating func setWorkingDirectory(url: String) {
        let isEncoded = url.hasPrefix("file://")
        guard isEncoded || url.hasPrefix("kitty-shell-cwd://") else { return }
        let rest = url.dropFirst(isEncoded ? 7 : 18)
        guard let slash = rest.firstIndex(of: "/") else { return }
        setWorkingDirectory(path: isEncoded ? Self.percentDecoded(rest[slash...]) : String(rest[slash...]))
    }

    private mutating func setWorkingDirectory(path: String) {
        guard path.hasPrefix("/"), path.utf8.count <= 4096, Self.printable(path, limit: 4096) == path else {
            return
        }
        post(.workingDirectory(path))
    }

    /// `%2F` and the like as bytes; what is not two digits stays.
    static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == 0x25, index + 2 < source.count,
                let value = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16),
                source[index + 1] != 0x2B
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// OSC 8. https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    private mutating func setLink(_ text: String) {
        let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        pen.link = 0
        guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.count <= 2083 else { return }
        var identifier: Substring = ""
        for pair in parts[0].split(separator: ":") where pair.hasPrefix("id=") {
            identifier = pair.dropFirst(3)
        }
        let link = "\(identifier.utf8.count <= 200 ? identifier : "");\(parts[1])"
        guard Self.printable(link, limit: Style.linkLimit) == link else { return }
        if styles.isSweepDue { pen = sweepStyles(keeping: pen) }
        pen.link = styles.addLink(link)
    }

    // MARK: Colours

    /// OSC 4 and OSC 5: pairs of index and colour; a question mark asks.
    private mutating func changePalette(_ number: Int, _ text: String, _ terminator: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        for pair in stride(from: 0, to: parts.count - 1, by: 2) {
            let first = number == 5 ? 256 : 0
            guard let told = Int(parts[pair]), (0..<ColorState.count - first).contains(told) else { continue }
            let index = first + told
            if parts[pair + 1] == "?" {
                let color =
                    colors.palette[index]
                    ?? (index < 256
                        ? ColorState.standard(UInt8(index)) : ColorState.Value(options.foreground))
                reply("\u{1B}]\(number);\(told);\(color.text)\(terminator)")
            } else if let color = ColorState.Value(specification: parts[pair + 1]) {
                colors.palette[index] = color
            }
        }
    }

    /// OSC 10...19: each further colour is that of the next number.
    private mutating func changeDynamicColors(_ first: Int, _ text: String, _ terminator: String) {
        for (offset, part) in text.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
            let number = first + offset
            guard number <= 19 else { return }
            if part == "?" {
                reply("\u{1B}]\(number);\(dynamicColor(number).text)\(terminator)")
            } else if let color = ColorState.Value(specification: part) {
                colors.dynamic[number] = color
            }
        }
    }

    private func dynamicColor(_ number: Int) -> ColorState.Value {
        if let color = colors.dynamic[number] { return color }
        switch number {
        case 11, 14, 16, 19: return ColorState.Value(options.background)
        case 12: return ColorState.Value(options.cursorColor)
        default: return ColorState.Value(options.foreground)
        }
    }

    // MARK: Clipboard

    /// OSC 52: writing only.
    ///
    /// A program that asks gets no answer.
    private mutating func setClipboard(_ bytes: ArraySlice<UInt8>) {
        guard let end = bytes.firstIndex(of: 0x3B) else { return }
        let selection = bytes[..<end].prefix(16).filter { "cpqs01234567".utf8.contains($0) }
        let payload = bytes[(end + 1)...]
        guard payload != [0x3F] else { return }
        let content = Base64.decode(payload) ?? []
        guard content.count <= 1 << 20 else { return }
        let name = selection.isEmpty ? "c" : String(decoding: selection, as: UTF8.self)
        post(.clipboard(selection: name, bytes: content))
    }
}
