import FoundationEssentials
import RoostIO
import RoostTerminal
import RoostWire

/// What a program printed and when, from a file: an asciicast (version 2 or 3), or bytes as they were with a file of
/// their times beside them.
struct RecordingFile: Equatable {
    /// What happened at one moment.
    enum Event: Equatable {
        case output([UInt8])
        case resize(TerminalSize)
    }

    /// One moment, in milliseconds since the beginning.
    struct Moment: Equatable {
        let at: Int64
        let event: Event
    }

    /// The terminal's size at the beginning.
    var size: TerminalSize
    /// In order of time.
    var moments: [Moment]

    /// What roost keeps of one session at most by default, and more than a recording for a test needs.
    private static let byteLimit = 64 << 20

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: An asciicast begins with `{`; anything else is bytes as they were printed, and `NAME.times` beside
    ///     `NAME.raw` has "SECONDS BYTES" on each line: so much had been printed by then.
    ///   - size: The terminal's; nil: as the asciicast says, or the end of the name, as in `claude-80x24.raw`.
    /// - Returns: What happened, in order.
    /// - Throws: ``Failure`` with the place of what cannot be read.
    static func read(_ path: String, size: TerminalSize?) throws(Failure) -> RecordingFile {
        let bytes = try content(path)
        guard bytes.first != UInt8(ascii: "{") else {
            var recording = try cast(bytes, path)
            if let size { recording.size = size }
            return recording
        }
        guard let size = size ?? Self.size(inName: path) else {
            throw Failure(
                "read \(path)", cause: "it does not say how large the terminal was",
                advice: "add --size COLUMNSxROWS, or record with roost replay TARGET --export cast")
        }
        return RecordingFile(size: size, moments: try moments(of: bytes, path))
    }

    private static func content(_ path: String) throws(Failure) -> [UInt8] {
        do throws(IOError) {
            return try Files.readAll(path, maximum: byteLimit)
        } catch {
            throw Failure(
                "read \(path)", cause: Host.message(for: error.errno), advice: "give the path of a recording")
        }
    }

    /// The size at the end of a name: `claude-session-120x40.raw`.
    static func size(inName path: String) -> TerminalSize? {
        let file = path.split(separator: "/").last ?? ""
        let name = file.split(separator: ".").first ?? ""
        return name.split(separator: "-").last.flatMap { ScreenSize(argument: String($0)) }.map {
            TerminalSize(rows: $0.rows, columns: $0.columns)
        }
    }
}

// MARK: - Bytes and times

extension RecordingFile {
    private static func moments(of bytes: [UInt8], _ path: String) throws(Failure) -> [Moment] {
        let times = (path.hasSuffix(".raw") ? String(path.dropLast(4)) : path) + ".times"
        guard Host.exists(times) else { return [Moment(at: 0, event: .output(bytes))] }
        var (moments, position, last) = ([Moment](), 0, Int64(0))
        let lines = String(decoding: try content(times), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let words = line.split(separator: " ")
            guard words.count == 2, let seconds = Double(words[0]), let end = Int(words[1]),
                let at = milliseconds(seconds), at >= last, end >= position
            else {
                throw Failure(
                    "read \(times), line \(index + 1)",
                    cause: "it is not \"SECONDS BYTES\" with both no less than on the line before")
            }
            last = at
            let next = min(end, bytes.count)
            guard next > position else { continue }
            moments.append(Moment(at: at, event: .output(Array(bytes[position..<next]))))
            position = next
        }
        if position < bytes.count {
            moments.append(Moment(at: last, event: .output(Array(bytes[position...]))))
        }
        return moments
    }

    /// A century in milliseconds.
    private static let longest: Int64 = 3_200_000_000_000

    /// A time within a century; nil for anything else that a file may say.
    private static func milliseconds(_ seconds: Double) -> Int64? {
        (0...Double(longest / 1000)).contains(seconds) ? Int64((seconds * 1000).rounded()) : nil
    }
}

// MARK: - asciicast

extension RecordingFile {
    /// The first line: https://docs.asciinema.org/manual/asciicast/v2/ and .../v3/.
    private struct Header: Decodable {
        struct Size: Decodable { let cols, rows: Int }
        let version: Int
        let width, height: Int?
        let term: Size?

        var size: TerminalSize? {
            guard let columns = width ?? term?.cols, let rows = height ?? term?.rows else { return nil }
            return TerminalSize(rows: rows, columns: columns)
        }
    }

    /// Every other line: `[SECONDS, CODE, DATA]`.
    private struct Entry: Decodable {
        let seconds: Double
        let code: String
        let data: String

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            seconds = try values.decode(Double.self)
            code = try values.decode(String.self)
            data = try values.decode(String.self)
        }
    }

    private static func cast(_ bytes: [UInt8], _ path: String) throws(Failure) -> RecordingFile {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let decoder = JSONDecoder()
        guard let first = lines.first, let header = try? decoder.decode(Header.self, from: Data(first)),
            let size = header.size, (2...3).contains(header.version)
        else {
            throw Failure(
                "read \(path), line 1", cause: "it is no asciicast of version 2 or 3 with a size",
                advice: "record with roost replay TARGET --export cast")
        }
        var recording = RecordingFile(size: size, moments: [])
        var last: Int64 = 0
        for (index, line) in lines.enumerated().dropFirst()
        where !line.isEmpty && line.first != UInt8(ascii: "#") {
            guard let entry = try? decoder.decode(Entry.self, from: Data(line)),
                let time = milliseconds(entry.seconds), last + time <= 2 * Self.longest
            else {
                throw Failure(
                    "read \(path), line \(index + 1)", cause: "it is not [SECONDS, \"o\", \"TEXT\"]")
            }
            // Version 3 has the time since the line before.
            last = max(last, header.version == 3 ? last + time : time)
            switch entry.code {
            case "o":
                recording.moments.append(Moment(at: last, event: .output(Array(entry.data.utf8))))
            case "r":
                guard let size = ScreenSize(argument: entry.data) else { continue }
                let terminal = TerminalSize(rows: size.rows, columns: size.columns)
                recording.moments.append(Moment(at: last, event: .resize(terminal)))
            default: continue
            }
        }
        return recording
    }
}
