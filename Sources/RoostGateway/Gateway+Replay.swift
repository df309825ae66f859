import RoostClient
import RoostDetect
import RoostModel
import RoostTasks
import RoostWire

// A session's output as it happened, as an asciicast (https://docs.asciinema.org/manual/asciicast/v2/).
extension Gateway {
    /// Bytes that are gathered before they are sent.
    private static let castPart = 64 << 10
    /// Milliseconds without output after which what was kept back is told, as over a WebSocket.
    private static let castPause: Int64 = 100

    /// Answers part by part: however long a session has printed, little of it is in memory at a time.
    func replay(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let first = try await recording(of: info, from: nil)
        return APIResponse(type: "application/x-asciicast") { gateway, write in
            try await gateway.writeCast(of: info, first, write)
        }
    }

    private func recording(of info: SessionInfo, from offset: UInt64?) async throws(APIError) -> Recording {
        let request = Request.History.recording(target: "\(info.number)", from: offset)
        guard case .recording(let part) = try await done(.history(request), of: info, within: 60_000) else {
            throw .silentServer
        }
        return part
    }

    private func writeCast(
        of info: SessionInfo, _ first: Recording, _ write: APIResponse.Write
    ) async throws {
        var timeline = ReplayTimeline(idleLimit: 0)
        var part = first
        timeline.append(part)
        let redactor = Redactor()
        var cast = RedactedCast(start: timeline.steps.first?.at ?? info.createdAt)
        var lines = cast.header(
            size: timeline.size, title: redactor.redact(timeline.name),
            command: timeline.command.map(redactor.redact))
        var held = RecordedOutput.Run(offset: 0, bytes: [])
        while true {
            for step in timeline.takeSteps() {
                if step.isResize {
                    lines += cast.resize(rows: Int(step.rows), columns: Int(step.columns), at: step.at)
                    continue
                }
                var start = step.offset
                while start < step.end {
                    if !held.holds(start) {
                        held = try await recordedOutput(of: info, from: start)
                        // What is gone is passed over.
                        guard !held.bytes.isEmpty, held.offset < step.end else { break }
                        start = max(start, held.offset)
                    }
                    let bytes = held.bytes(in: start..<step.end)
                    lines += cast.output(bytes, from: start, at: step.at, pause: Self.castPause)
                    start += UInt64(bytes.count)
                }
                if lines.count >= Self.castPart {
                    try await write(lines)
                    lines = []
                }
            }
            // An answer that does not go on would be asked for ever.
            guard let next = part.next, next > part.blocks.list.first?.offset ?? 0 else { break }
            part = try await recording(of: info, from: next)
            timeline.append(part)
        }
        try await write(lines + cast.finish())
    }

    private func recordedOutput(
        of info: SessionInfo, from offset: UInt64
    ) async throws(APIError) -> RecordedOutput.Run {
        let request = Request.History.output(session: info.number, from: offset)
        guard case .recordedOutput(let output) = try await done(.history(request), of: info, within: 60_000)
        else { throw .silentServer }
        return output.runs.first ?? RecordedOutput.Run(offset: offset, bytes: [])
    }
}

extension RecordedOutput.Run {
    fileprivate func holds(_ place: UInt64) -> Bool {
        offset <= place && place - offset < UInt64(bytes.count)
    }

    /// Those of a range whose beginning is there.
    fileprivate func bytes(in range: Range<UInt64>) -> ArraySlice<UInt8> {
        let from = Int(range.lowerBound - offset)
        return bytes[from..<min(bytes.count, from + Int(clamping: range.upperBound - range.lowerBound))]
    }
}
