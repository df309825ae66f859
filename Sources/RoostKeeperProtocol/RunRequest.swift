/// A child to start on two pipes, without a terminal.
///
/// Strings are bytes, as the kernel has them.
package struct RunRequest: Hashable, Sendable {
    /// A limit of setrlimit(2); what is above the one that the keeper has itself is cut to that.
    package struct Limit: Hashable, Sendable {
        /// The kernel's number, RLIMIT_CPU and so on.
        package var resource: UInt32
        /// In the resource's own unit.
        package var soft: UInt64
        package var hard: UInt64

        /// All fields, as they go over the wire.
        package init(resource: UInt32, soft: UInt64, hard: UInt64) {
            self.resource = resource
            self.soft = soft
            self.hard = hard
        }
    }

    /// There are so few resources.
    package static let mostLimits = 16

    /// The number of what it prints to standard output, chosen by the server; it stands for the child, too.
    package var output: UInt64
    /// The number of what it prints to standard error; not ``output``.
    package var errors: UInt64
    /// What to run: a path, or a name that is looked up in the PATH of `environment`.
    package var path: [UInt8]
    /// The working directory.
    package var directory: [UInt8]
    /// All arguments, from the zeroth; never empty.
    package var arguments: [[UInt8]]
    /// All of the environment, `NAME=value` each.
    package var environment: [[UInt8]]
    /// The folder of the cgroup v2 to join before it runs; empty: the keeper's.
    package var group: [UInt8]
    /// What it reads from standard input, any bytes; nil: that is /dev/null.
    package var input: [UInt8]?
    /// Set in order, before it runs.
    package var limits: [Limit]

    /// All fields, as they go over the wire.
    package init(
        output: UInt64, errors: UInt64, path: [UInt8], directory: [UInt8], arguments: [[UInt8]],
        environment: [[UInt8]], group: [UInt8] = [], input: [UInt8]? = nil, limits: [Limit] = []
    ) {
        self.output = output
        self.errors = errors
        self.path = path
        self.directory = directory
        self.arguments = arguments
        self.environment = environment
        self.group = group
        self.input = input
        self.limits = limits
    }

    func encode(into writer: inout ByteWriter) {
        writer.write(output)
        writer.write(errors)
        writer.write(string: path)
        writer.write(string: directory)
        writer.write(list: arguments)
        writer.write(list: environment)
        writer.write(string: group)
        writer.write(UInt8(input == nil ? 0 : 1))
        writer.write(string: input ?? [])
        writer.write(UInt32(truncatingIfNeeded: limits.count))
        for limit in limits {
            writer.write(limit.resource)
            writer.write(limit.soft)
            writer.write(limit.hard)
        }
    }

    init?(output: UInt64, from reader: inout ByteReader) {
        guard let errors = reader.integer(UInt64.self), errors != output, let path = reader.string(),
            let directory = reader.string(), let arguments = reader.list(),
            let environment = reader.list(), let group = reader.string(),
            let hasInput = reader.integer(UInt8.self), let input = reader.block(),
            let count = reader.integer(UInt32.self), Int(count) <= Self.mostLimits
        else { return nil }
        var limits: [Limit] = []
        for _ in 0..<count {
            guard let resource = reader.integer(UInt32.self), let soft = reader.integer(UInt64.self),
                let hard = reader.integer(UInt64.self)
            else { return nil }
            limits.append(Limit(resource: resource, soft: soft, hard: hard))
        }
        self.init(
            output: output, errors: errors, path: path, directory: directory, arguments: arguments,
            environment: environment, group: group, input: hasInput == 0 ? nil : input, limits: limits)
    }
}
