import RoostWire

// What was copied, and where it is pasted.
extension Server {
    func perform(_ request: Request.Buffer) async throws(Failure) -> Response {
        switch request {
        case .list: return .buffers(buffers.all.map(\.info))
        case .show(let name):
            let buffer = try buffers.buffer(name, for: "show")
            return .buffer(buffer.info, bytes: buffer.bytes)
        case .set(let name, let bytes): try buffers.set(bytes, name: name, at: clock.now)
        case .delete(let name): try buffers.delete(name)
        case .paste(let name, let target):
            let buffer = try buffers.buffer(name, for: "paste")
            try await living(target, for: "paste into").paste(buffer.bytes)
        }
        return .done
    }
}
