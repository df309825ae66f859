import RoostClient
import RoostIO

/// ``RoostIO/StandardStreams`` for commands, whose errors are those of a client.
enum CommandStreams {
    /// Reads the standard input to its end.
    ///
    /// - Parameter maximum: More bytes than this are refused.
    /// - Returns: All bytes.
    /// - Throws: ``ClientError``, also when it cannot be read.
    static func readInput(maximum: Int) throws(ClientError) -> [UInt8] {
        try translating(advice: "use a file") { () throws(StandardStreams.Failure) in
            try StandardStreams.readInput(maximum: maximum)
        }
    }

    /// Writes bytes to the standard output.
    ///
    /// - Throws: ``ClientError`` when nobody takes them.
    static func writeOutput(_ bytes: [UInt8]) throws(ClientError) {
        try translating { () throws(StandardStreams.Failure) in try StandardStreams.writeOutput(bytes) }
    }

    /// Writes bytes to the standard error.
    ///
    /// - Throws: ``ClientError`` when nobody takes them.
    static func writeErrors(_ bytes: [UInt8]) throws(ClientError) {
        try translating { () throws(StandardStreams.Failure) in try StandardStreams.writeErrors(bytes) }
    }

    private static func translating<Value>(
        advice: String? = nil, _ body: () throws(StandardStreams.Failure) -> Value
    ) throws(ClientError) -> Value {
        do throws(StandardStreams.Failure) {
            return try body()
        } catch {
            throw ClientError(.refused, error.action, cause: error.cause, advice: advice)
        }
    }
}
