import RoostModel
import RoostTasks
import RoostWire

// The calls that type.
extension Gateway {
    func sendInput(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let body = try InputBody(try call.request.object())
        let target = "\(info.number)"
        let request: Request.Session
        switch body {
        case .text(let text, let enter):
            // Keys may be an answer; a line that is submitted is none.
            if enter { try Self.checkIsReady(info) }
            request = .send(target: target, text: text, enter: enter)
        case .keys(let keys): request = .sendKeys(target: target, keys: keys)
        case .paste(let text): request = .paste(target: target, bytes: Array(text.utf8))
        }
        _ = try await done(.session(request), of: info, within: 30_000)
        return Self.done(info)
    }

    /// Refuses to type while a dialog is up that is answered otherwise.
    static func checkIsReady(_ info: SessionInfo) throws(APIError) {
        guard !info.state.isEnded else {
            throw APIError(
                .processTerminated, "type into \(info.name)", cause: "its program has ended",
                advice: "start it again with POST /cli/sessions/\(info.uuid)/restart")
        }
        guard let attention = info.attention, attention.isInTheWay else { return }
        var error = APIError(
            .notReady, "type into \(info.name)", cause: "it needs \(attention.kind.rawValue) first",
            advice: "answer it with POST /cli/sessions/\(info.uuid)/answer")
        error.details = .members(["attention": attention.json])
        throw error
    }

    func answer(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let target = "\(info.number)"
        switch try AnswerBody(try call.request.object()) {
        case .option(let option, let dialog):
            let request = Request.Session.answer(target: target, option: option, dialog: dialog)
            let response = try await ask(.session(request))
            if case .failed(let failure) = response { throw await dialogRefusal(failure, info, dialog) }
        case .text(let text, let dialog):
            let now = try await refreshed().first { $0.number == info.number } ?? info
            guard let attention = now.attention, dialog.map({ $0 == attention.id }) ?? true else {
                throw Self.dialogGone(now, cause: "the dialog is gone")
            }
            guard attention.options.isEmpty else {
                throw APIError(
                    .invalidField, "answer \(info.name)", cause: "the dialog has options",
                    advice: "send one of them as option", field: "text")
            }
            _ = try await done(.session(.send(target: target, text: text, enter: true)), of: info)
        }
        return Self.done(info)
    }

    private func dialogRefusal(_ failure: Failure, _ info: SessionInfo, _ dialog: String?) async -> APIError {
        let now = ((try? await refreshed()) ?? []).first { $0.number == info.number } ?? info
        // The same dialog is still up: it is the option that is wrong.
        if let attention = now.attention, !attention.options.isEmpty,
            dialog.map({ $0 == attention.id }) ?? true
        {
            var error = APIError(
                .invalidField, failure.what, cause: failure.cause,
                advice: failure.advice ?? "see the session",
                field: "option")
            error.details = .members(["attention": attention.json])
            return error
        }
        return Self.dialogGone(now, cause: failure.cause)
    }

    private static func dialogGone(_ info: SessionInfo, cause: String) -> APIError {
        var error = APIError(
            .dialogGone, "answer \(info.name)", cause: cause,
            advice: "see what it asks now with GET /cli/sessions/\(info.uuid)")
        if let attention = info.attention { error.details = .members(["attention": attention.json]) }
        return error
    }

    private static func done(_ info: SessionInfo) -> APIResponse {
        APIResponse(200, .members(["session_id": .string(info.uuid), "status": .string("done")]))
    }
}
