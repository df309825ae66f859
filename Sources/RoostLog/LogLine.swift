package import Logging
package import RoostModel

/// A message of the log as one line: `2026-11-29T17:20:44.655Z warning [session=3] text`.
package enum LogLine {
    /// Control characters are escaped: a message stays one line, and nothing in it reaches a terminal as a command.
    package static func text(
        _ message: String, level: Logger.Level, metadata: Logger.Metadata, at time: Timestamp
    ) -> String {
        var line = "\(time) \(level.rawValue)"
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            line += " [" + escaped(pairs.joined(separator: " ")) + "]"
        }
        return line + " " + escaped(message)
    }

    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
