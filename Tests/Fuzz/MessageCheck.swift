import Foundation
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
            case .hello: decode(Hello.self, body[...], &features)
            case .request: decode(Request.self, body.dropFirst(4), &features)
            case .response: decode(Response.self, body.dropFirst(4), &features)
            case .workspace: decode(WorkspaceEvent.self, body[...], &features)
            case .sessions: decode(SessionsEvent.self, body[...], &features)
            case .notice: decode(Notice.self, body[...], &features)
            case .goodbye: decode(Goodbye.self, body[...], &features)
            default: break
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

    private static func decode<Message: Codable & Hashable>(
        _ type: Message.Type, _ body: ArraySlice<UInt8>, _ features: inout FeatureSet
    ) {
        let message = try? JSONDecoder().decode(type, from: Data(body))
        features.insert(65, UInt64(bitPattern: Int64(message == nil ? 0 : 1)), WireTarget.hash("\(type)"))
    }
}
