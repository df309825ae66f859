private import CPosix
private import Glibc

extension SystemCall {
    static func listen(_ path: String, backlog: Int32) -> Int32 {
        unsafe withPath(path) { unsafe roost_socket_listen($0, backlog) }
    }

    static func connect(_ path: String, patience: Int64 = 0) -> Int32 {
        unsafe withPath(path) { unsafe roost_socket_connect($0, patience) }
    }

    static func peer(_ descriptor: Int32, uid: inout UInt32, pid: inout Int32) -> Int32 {
        unsafe roost_socket_peer(descriptor, &uid, &pid)
    }

    static func pair(_ first: inout Int32, _ second: inout Int32) -> Int32 {
        unsafe roost_socket_pair(&first, &second)
    }

    static func send(_ bytes: [UInt8], descriptors: [Int32], to descriptor: Int32) -> Int {
        guard descriptors.count <= Int(ROOST_MAXIMUM_RIGHTS) else { return -Int(EINVAL) }
        return unsafe roost_send(descriptor, bytes, bytes.count, descriptors, Int32(descriptors.count))
    }

    /// Fills `bytes` and `descriptors` from the front and shortens them to what came.
    static func receive(
        from descriptor: Int32, _ bytes: inout [UInt8], _ descriptors: inout [Int32], lost: inout Bool
    ) -> Int {
        var count = Int32(clamping: descriptors.count)
        var wereLost: Int32 = 0
        let room = bytes.count
        let answer = unsafe roost_receive(descriptor, &bytes, room, &descriptors, &count, &wereLost)
        descriptors.removeLast(descriptors.count - Int(count))
        bytes.removeLast(bytes.count - max(0, answer))
        lost = wereLost != 0
        return answer
    }
}
