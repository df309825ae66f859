import RoostClient
import RoostTerminal
import RoostWire

/// Reads a message as its receiver does; what was read has to be the same when it is written and read again.
enum MessageCheck {
    static func check(_ frame: Frame, _ features: inout FeatureSet) throws(Violation) {
        let body = frame.body
        do throws(WireError) {
            switch FrameKind(rawValue: frame.kind) {
            case .screen: try checkScreen(body)
            case .key:
                let input = try KeyInput(decoding: body)
                try same(try KeyInput(decoding: input.encoded) == input, "a key")
                _ = KeyEncoder.encode(input.key, modes: InputModes())
            case .mouse:
                let input = try MouseInput(decoding: body)
                try same(try MouseInput(decoding: input.encoded) == input, "a mouse action")
                _ = KeyEncoder.encodeMouse(input.event, modes: InputModes())
            case .paste: _ = try PasteInput(decoding: body)
            case .resize: _ = try ViewSize(decoding: body)
            case .focus: _ = try FocusInput(decoding: body)
            case .acknowledge: _ = try ScreenAcknowledgement(decoding: body)
            case .hello, .request, .response, .workspace, .workspaceRemoved, .sessions, .notice, .goodbye,
                .appearance, .tasks:
                try checkMessage(frame)
            case nil: break
            }
            features.insert(63, UInt64(frame.kind))
        } catch {
            if case .malformed(let what) = error, what.hasSuffix(suffix) { throw Violation(what) }
            features.insert(64, UInt64(frame.kind), WireTarget.hash("\(error)"))
        }
    }

    private static let suffix = " changes when it is written and read again"

    private static func same(_ isSame: Bool, _ what: String) throws(WireError) {
        if !isSame { throw .malformed(what + suffix) }
    }

    private static func checkScreen(_ body: [UInt8]) throws(WireError) {
        let update = try ScreenUpdate(decoding: body)
        for case (let row, .line(let line)) in update.rows {
            do throws(Violation) {
                try LineCheck.check(line, columns: 2000, "row \(row)")
            } catch {
                throw .malformed("\(error), and it" + suffix)
            }
        }
        try same(try ScreenUpdate(decoding: update.encoded) == update, "a screen")
        var mirror = ScreenMirror()
        mirror.apply(update)
    }

    /// What both ends make of a frame; a message that is read is the same when it is written and read again.
    private static func checkMessage(_ frame: Frame) throws(WireError) {
        if case .request(let number, .success(let request)) = try ClientMessage(frame) {
            let again = try ClientMessage(Frame(request, number: number))
            try same(again == .request(number: number, .success(request)), "a request")
        }
        switch try ServerMessage(frame) {
        case .response(let number, .success(let response)):
            let again = try ServerMessage(Frame(response, to: number))
            try same(again == .response(number: number, .success(response)), "a response")
        case .notice(let notice): try same(try ServerMessage(Frame(notice)) == .notice(notice), "a notice")
        case .goodbye(let goodbye):
            try same(try ServerMessage(Frame(goodbye)) == .goodbye(goodbye), "a goodbye")
        case .hello, .response, .workspace, .workspaceRemoved, .sessions, .tasks, .screen, nil: break
        }
    }
}
