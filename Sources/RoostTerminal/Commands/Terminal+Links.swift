/// OSC 8. https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
extension Terminal {
    /// Parameters and address: what is printed next belongs to the link; without an address to none.
    mutating func setLink(_ parts: [Substring]) {
        screen.cursor.pen.link = 0
        guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.count <= 2083 else { return }
        var identifier: Substring = ""
        for pair in parts[0].split(separator: ":") where pair.hasPrefix("id=") {
            identifier = pair.dropFirst(3)
        }
        let link = "\(identifier.utf8.count <= 200 ? identifier : "");\(parts[1])"
        guard OperatingSystemCommand.printable(link, limit: Style.linkLimit) == link else { return }
        if tables.styles.isSweepDue { screen.cursor.pen = sweepStyles(keeping: screen.cursor.pen) }
        screen.cursor.pen.link = tables.styles.addLink(link)
    }
}
