import RoostDetect
import RoostTasks

/// A screen as the server's JSON has it, without secrets, and as a page of HTML.
///
/// A secret is hidden in a row's text and in the cells that show it.
struct ScreenDocument: Sendable {
    let json: JSONValue

    init(_ document: JSONValue) {
        let redactor = Redactor()
        guard let members = document.members else {
            json = document
            return
        }
        json = .object(
            members.map { member in
                guard member.key == "lines", let lines = member.value.array else {
                    return .init(key: member.key, value: member.value.mapStrings(redactor.redact))
                }
                return .init(key: "lines", value: .array(lines.map { Self.redacted($0, redactor) }))
            })
    }

    private static func redacted(_ line: JSONValue, _ redactor: Redactor) -> JSONValue {
        let text = line["text"]?.string ?? ""
        let clean = redactor.redact(text)
        guard clean != text, let members = line.members else {
            return line.mapStrings { $0.utf8.count > 8 ? redactor.redact($0) : $0 }
        }
        // Which cells show the secret is not looked for: the row keeps its text alone.
        return .object(
            members.map {
                switch $0.key {
                case "text": .init(key: "text", value: .string(clean))
                case "cells": .init(key: "cells", value: .array(Self.cells(clean)))
                default: $0
                }
            })
    }

    private static func cells(_ text: String) -> [JSONValue] {
        text.enumerated().map { column, character in
            .members(["column": .integer(column), "text": .string("\(character)"), "width": .integer(1)])
        }
    }

    /// A page that looks like the screen, without scripts.
    var html: String {
        let rows = (json["lines"]?.array ?? []).map(Self.row).joined(separator: "\n")
        return """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>\(Self.escaped(json["title"]?.string ?? ""))</title>
            <style>pre{background:#111;color:#ddd;font-family:monospace}</style></head>
            <body><pre>\(rows)</pre></body></html>

            """
    }

    /// Cells in order, those without a record as blanks; equal looks share an element.
    private static func row(_ line: JSONValue) -> String {
        var result = ""
        var (column, look, run) = (0, "", "")
        func close() {
            result += look.isEmpty ? run : "<span style=\"\(look)\">\(run)</span>"
            run = ""
        }
        for cell in line["cells"]?.array ?? [] {
            let place = min(max(cell["column"]?.int ?? column, column), column + 10_000)
            let style = style(cell)
            if place > column, !look.isEmpty {
                close()
                look = ""
            }
            run += String(repeating: " ", count: place - column)
            if style != look {
                close()
                look = style
            }
            let text = cell["text"]?.string ?? " "
            run += escaped(text.isEmpty ? " " : text)
            column = place + max(1, min(cell["width"]?.int ?? 1, 2))
        }
        close()
        return result
    }

    private static func style(_ cell: JSONValue) -> String {
        let names = Set((cell["attributes"]?.array ?? []).compactMap(\.string))
        var (fore, back) = (color(cell["fg"]?.string), color(cell["bg"]?.string))
        if names.contains("inverse") { (fore, back) = (back ?? "#111", fore ?? "#ddd") }
        if names.contains("invisible") { fore = back ?? "#111" }
        var parts: [String] = []
        if let fore { parts.append("color:\(fore)") }
        if let back { parts.append("background:\(back)") }
        if names.contains("bold") { parts.append("font-weight:bold") }
        if names.contains("dim") { parts.append("opacity:0.6") }
        if names.contains("italic") { parts.append("font-style:italic") }
        let isUnderlined = names.contains { $0.hasPrefix("underline") }
        let lines = [
            isUnderlined ? "underline" : nil, names.contains("strikethrough") ? "line-through" : nil,
            names.contains("overline") ? "overline" : nil,
        ].compactMap(\.self)
        if !lines.isEmpty { parts.append("text-decoration:" + lines.joined(separator: " ")) }
        return parts.joined(separator: ";")
    }

    private static let palette = [
        "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5", "#7f7f7f",
        "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
    ]

    /// A colour of the document as one of CSS; nil for the standard one, and for what is none.
    private static func color(_ name: String?) -> String? {
        guard let name else { return nil }
        if name.hasPrefix("#"), name.count == 7, name.dropFirst().allSatisfy(\.isHexDigit) { return name }
        guard name.hasPrefix("palette:"), let index = Int(name.dropFirst("palette:".count)) else {
            return nil
        }
        switch index {
        case 0..<16: return palette[index]
        case 16..<232:
            let levels = [0, 95, 135, 175, 215, 255]
            let number = index - 16
            return "rgb(\(levels[number / 36]),\(levels[number / 6 % 6]),\(levels[number % 6]))"
        case 232..<256:
            let level = 8 + (index - 232) * 10
            return "rgb(\(level),\(level),\(level))"
        default: return nil
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
