import FoundationEssentials
import NIOCore
import RoostIO
import RoostModel
import RoostTasks
import RoostWire

/// One run of the program: asks, prints the answer as it comes, and keeps the conversation.
struct APIRun: Sendable {
    let options: RunOptions
    let conversation: ChatHistory
    let folder: ChatHistoryFolder
    /// The variables of the process.
    let environment: [String: String]
    let printer: AnswerPrinter

    private static let userAgent = "roost-api/\(Build.version)"
    private static let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: Host.milliseconds) }

    /// Runs to the end.
    ///
    /// - Returns: The exit status.
    /// - Throws: ``StandardStreams/Failure`` when nobody takes the output, `CancellationError`.
    func run() async throws -> Int32 {
        let start = ContinuousClock.now
        let key = Result { () throws(APIFailure) in try APIKey(for: options.api, in: environment) }
        try StandardStreams.writeOutput(
            printer.begin(
                model: options.model, directory: Host.workingDirectory ?? "/",
                keySource: (try? key.get().variable) ?? "none", version: Build.version))
        var plan = TurnPlan(chat, limit: options.maxTurns ?? TurnPlan.standardLimit)
        let requestStart = ContinuousClock.now
        let ending: RunResult.Ending
        switch key {
        case .success(let key): ending = try await ask(&plan, key)
        case .failure(let failure): ending = .failed(failure)
        }
        let apiDuration = plan.turns > 0 ? requestStart.duration(to: .now) : .zero
        var whole = conversation
        whole.turns.append(turn(of: plan))
        if ending == .answered { keep(turn(of: plan)) }
        let result = RunResult(
            ending: ending, text: plan.text, turns: plan.turns, usage: plan.usage, cost: whole.cost,
            model: options.model, stop: plan.stop, duration: start.duration(to: .now),
            apiDuration: apiDuration)
        try StandardStreams.writeOutput(printer.end(result))
        if options.format == .text, let error = result.error { Host.writeError(Array("\(error)\n".utf8)) }
        return result.status
    }

    /// What was said before, and the new question.
    private var chat: ChatRequest {
        ChatRequest(
            model: options.model, system: options.system,
            messages: conversation.messages + [ChatRequest.Message(role: .user, text: options.prompt)])
    }

    private func turn(of plan: TurnPlan) -> ChatHistory.Turn {
        ChatHistory.Turn(
            at: Self.now(), api: options.api, model: options.model, system: options.system,
            prompt: options.prompt, answer: plan.text, usage: plan.usage, cost: plan.cost)
    }

    /// The answer is there, whatever becomes of its copy.
    private func keep(_ turn: ChatHistory.Turn) {
        do throws(ChatHistoryFolder.Failure) {
            try folder.add(turn, to: conversation)
        } catch {
            Host.writeError(Array("roost-api: \(error); it cannot be resumed\n".utf8))
        }
    }

    // MARK: - Turns

    private func ask(_ plan: inout TurnPlan, _ key: APIKey) async throws -> RunResult.Ending {
        let exchange = HTTPExchange(
            endpoint: options.endpoint, proxy: options.proxy, key: key, idleTimeout: options.idleTimeout,
            certificates: environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 })
        while true {
            try StandardStreams.writeOutput(printer.status("requesting"))
            let (answer, failure) = try await ask(plan.chat, exchange)
            try StandardStreams.writeOutput(printer.answer(answer, model: options.model))
            if case .end(let ending) = plan.take(answer, failure: failure) { return ending }
        }
    }

    /// One request.
    ///
    /// - Returns: The answer, and why it is not whole if it is not.
    private func ask(
        _ chat: ChatRequest, _ exchange: HTTPExchange
    ) async throws -> (Answer, APIFailure?) {
        var reply = Reply(api: options.api)
        do {
            try await exchange.run(
                reply.question(chat, key: exchange.key), userAgent: Self.userAgent, now: Self.now
            ) { bytes in
                try reply.feed(bytes) { try StandardStreams.writeOutput(printer.piece($0)) }
                return !reply.answer.hasEnded
            }
            try reply.finish { try StandardStreams.writeOutput(printer.piece($0)) }
        } catch let failure as APIFailure {
            // What comes after the model has stopped takes nothing away from what it said.
            return (reply.answer, reply.answer.isComplete ? nil : failure.masking(exchange.key))
        }
        guard !reply.answer.isComplete else { return (reply.answer, nil) }
        return (
            reply.answer,
            .connection("connection closed by \(options.endpoint) before the answer was complete")
        )
    }
}

extension APIRun {
    /// Prepares what a command line asks for.
    ///
    /// - Throws: ``ChatHistoryFolder/Failure``, ``Prompt/Failure``, ``RunOptions/Failure``, ``Endpoint/Failure`` or
    ///   ``StandardStreams/Failure``, each in a line for a person.
    init(_ command: APICommand, environment: [String: String]) throws {
        let folder = ChatHistoryFolder(environment: environment)
        let identifier: @Sendable () -> String = { UUID().uuidString.lowercased() }
        let past = try command.resume.map { id throws(ChatHistoryFolder.Failure) in try folder.read(id) }
        if let past, !command.forkSession {
            conversation = past
        } else {
            conversation = ChatHistory(id: identifier(), turns: past?.turns ?? [])
        }
        options = try RunOptions(
            command, prompt: try Prompt.text(command.prompt), conversation: conversation,
            environment: environment)
        self.folder = folder
        self.environment = environment
        printer = AnswerPrinter(
            format: options.format,
            messages: ClaudeMessages(session: conversation.id, identifier: identifier),
            showsPieces: command.includePartialMessages)
    }
}
