import Testing

@testable import RoostConfig

@Suite struct LimitsTests {
    private func read(_ text: String) throws -> (Configuration, [ConfigError]) {
        let parsed = try Configuration.parse(text, file: "config.toml", over: .standard)
        return (parsed.configuration, parsed.problems)
    }

    @Test func `nothing is limited but the number of sessions, and nothing restored runs by itself`() throws {
        let (configuration, problems) = try read("")
        #expect(problems.isEmpty)
        #expect(configuration.limits == Configuration.Limits())
        #expect(configuration.limits.memoryBytes == 0 && configuration.limits.outputBytesPerSecond == 0)
        #expect(configuration.limits.atMemoryLimit == .tell)
        #expect(configuration.limits.endedHours == 0 && configuration.limits.idleHours == 0)
        #expect(configuration.restore == .ask)
    }

    @Test func `limits are written in what people count in`() throws {
        let (configuration, problems) = try read(
            """
            [limits]
            sessions = 20
            memory_mb = 512
            total_memory_mb = 4096
            at_memory_limit = "end"
            output_kb_per_second = 100
            ended_hours = 48
            idle_hours = 12
            [restore]
            policy = "resume"
            """)
        #expect(problems.isEmpty)
        #expect(configuration.maximumSessions == 20)
        #expect(configuration.limits.memoryBytes == 512 << 20)
        #expect(configuration.limits.totalMemoryBytes == 4096 << 20)
        #expect(configuration.limits.atMemoryLimit == .end)
        #expect(configuration.limits.outputBytesPerSecond == 100 << 10)
        #expect(configuration.limits.endedHours == 48)
        #expect(configuration.limits.idleHours == 12)
        #expect(configuration.restore == .resume)
    }

    @Test(arguments: [
        ("[limits]\nmemory_mb = -1", "memory_mb"),
        ("[limits]\nat_memory_limit = \"kill\"", "at_memory_limit"),
        ("[limits]\noutput_kb_per_second = \"1\"", "output_kb_per_second"),
        ("[limits]\nidle_minutes = 1", "idle_minutes"), ("[restore]\npolicy = \"always\"", "policy"),
        ("[limits]\nmemory_mb = 9223372036854775807", "memory_mb"),
    ])
    func `what cannot be meant is a problem with its line and key`(text: String, key: String) throws {
        let (configuration, problems) = try read(text)
        #expect(problems.count == 1)
        #expect(problems.first?.line == 2)
        let words = problems.first?.description ?? ""
        #expect(words.contains(key))
        #expect(configuration.limits == Configuration.Limits())
        #expect(configuration.restore == .ask)
    }

    @Test func `a provider says what becomes of its own sessions`() throws {
        let base = Provider(name: "x", commands: ["x"])
        #expect(base.restore == nil)
        let (provider, problems) = try Provider.parse("restore = \"resume\"", file: "x.toml", base: base)
        #expect(problems.isEmpty)
        #expect(provider.restore == .resume)
        let (_, wrong) = try Provider.parse("restore = 1", file: "x.toml", base: base)
        #expect(wrong.count == 1)
    }
}
