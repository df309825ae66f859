extension ConfigOption {
    /// Every option, in the order in which the documented file has them; a table's options stand together.
    package static let all: [ConfigOption] = [
        .prefix("keys.prefix", "the key before all others; with bindings of your own: key in [keys.prefix]"),
        .number(
            "keys.repeat_ms", \.repeatMilliseconds, in: 0...10_000,
            "for how long a key that moves focus or border works again without the prefix; 0: never",
            effect: .client),

        .text(
            "ui.theme", \.theme,
            "colours and glyphs; \"roost theme list\" names the themes; auto: as the terminal's background is",
            effect: .client),
        .flag(
            "ui.mouse", \.mouse, "panes, borders and lists take the mouse, unless a program asks for it",
            effect: .client),
        .flag("ui.hint", \.hint, "show newcomers the first keys, until the hint is dismissed"),
        .flag("ui.clock", \.clock, "the time in the status row", effect: .client),
        .flag("ui.ascii", \.asciiGlyphs, "draw with ASCII alone", effect: .client),
        .flag("ui.reduced_motion", \.reducedMotion, "nothing on the screen moves by itself", effect: .client),
        .choice(
            "ui.copy_keys", \.copyKeys, "keys of copy mode; the standard follows $VISUAL and $EDITOR",
            effect: .client),
        .flag(
            "ui.confirm_close", \.confirmClose, "ask before a pane with a running program is closed",
            effect: .client),

        .number(
            "terminal.history_limit", \.historyLimit, in: 0...10_000_000,
            "lines of scrollback", effect: .newSessions),
        .number(
            "terminal.escape_time_ms", \.escapeMilliseconds, in: 0...5000,
            "how long Escape waits for the rest of a key", effect: .client),
        .flag("terminal.clipboard", \.osc52, "programs may set the clipboard (OSC 52)"),
        .text(
            "terminal.copy_command", \.copyCommand,
            "a command that gets what is copied, such as \"wl-copy\"; for terminals without OSC 52",
            effect: .client),
        .flag(
            "terminal.allow_checksum", \.allowChecksum,
            "answer DECRQCRA, which conformance tests need", effect: .newSessions),
        .choice(
            "terminal.size_policy", \.sizePolicy,
            "whose size counts when several clients show a workspace"),

        .choice(
            "notify.about", \.alertScope,
            "what your terminal notifies you of, or rings for, unless its pane is in focus: all that needs you,"
                + " what cannot go on without you, or nothing"),

        .text("shell.command", \.shellCommand, "the shell of new panes; empty: $SHELL", effect: .newSessions),
        .flag(
            "shell.integration", \.shellIntegration,
            "start shells so that they mark prompts and commands", effect: .newSessions),
        .text(
            "shell.follow", \.followedVariables,
            "variables that are others with each log-in: panes get a link that follows the last client for a path,"
                + " and its value for anything else", effect: .newSessions),

        .number(
            "retention.days", \.retention.days, in: 0...36_500,
            "how long history and ended tasks are kept; 0: for ever"),
        .number(
            "retention.session_mb", \.retention.sessionBytes, in: 0...1 << 20, unit: 1 << 20,
            "output kept of one session, compressed; 0: all of it"),
        .number(
            "retention.total_mb", \.retention.totalBytes, in: 0...1 << 30, unit: 1 << 20,
            "output kept of all sessions together, compressed; 0: all of it"),

        .number("limits.sessions", \.maximumSessions, in: 1...100_000, "sessions that may live at once"),
        .number(
            "limits.memory_mb", \.limits.memoryBytes, in: 0...1 << 30, unit: 1 << 20,
            "memory of one session's processes; 0: no limit"),
        .number(
            "limits.total_memory_mb", \.limits.totalMemoryBytes, in: 0...1 << 30, unit: 1 << 20,
            "memory of all sessions' processes; 0: no limit"),
        .choice(
            "limits.at_memory_limit", \.limits.atMemoryLimit,
            "tell asks for attention, end ends the session as well"),
        .number(
            "limits.output_kb_per_second", \.limits.outputBytesPerSecond, in: 0...1 << 30, unit: 1 << 10,
            "a program that prints faster has to wait; 0: no limit"),
        .choice(
            "limits.history_overflow", \.limits.historyOverflow,
            "when the database is slower than programs: wait lets them wait, gap leaves output out",
            effect: .restart),
        .number(
            "limits.ended_hours", \.limits.endedHours, in: 0...1_000_000,
            "ended sessions without a pane are removed with their history after this; 0: never"),
        .number(
            "limits.idle_hours", \.limits.idleHours, in: 0...1_000_000,
            "sessions that wait for input and that nobody looks at are ended after this; 0: never"),

        .number("tasks.concurrency", \.tasks.concurrency, in: 1...1000, "tasks that run at once"),
        .number(
            "tasks.provider_concurrency", \.tasks.providerConcurrency, in: 0...1000,
            "tasks of one provider that run at once, unless its own file says how many; 0: as many as of all"),
        .number(
            "tasks.per_minute", \.tasks.startsPerMinute, in: 1...100_000,
            "tasks that start within a minute; the others wait"),
        .number(
            "tasks.breaker_failures", \.tasks.breakerFailures, in: 1...1000,
            "failures in a row after which a provider is left alone for a while"),
        .number(
            "tasks.breaker_seconds", \.tasks.breakerSeconds, in: 1...86_400,
            "for how long, before one task tries it again"),
        .number(
            "tasks.retries", \.tasks.retries, in: 0...1000,
            "how often a task that may pass later is tried again by itself"),
        .number(
            "tasks.retry_delay_ms", \.tasks.retryDelayMilliseconds, in: 0...86_400_000,
            "the longest pause before that; it doubles each time"),
        .number(
            "tasks.budget_cents", \.tasks.dailyCents, in: 0...1_000_000_000,
            "what all tasks may cost in a day; 0: no limit"),
        .number(
            "tasks.provider_budget_cents", \.tasks.providerDailyCents, in: 0...1_000_000_000,
            "what the tasks of one provider may cost in a day, unless its own file says how much; 0: no limit"
        ),
        .number(
            "tasks.budget_warn_percent", \.tasks.warnPercent, in: 1...100,
            "the share of a budget at which you are told"),
        .number(
            "tasks.conversation_minutes", \.tasks.conversationMinutes, in: 0...1_000_000,
            "a conversation that rests for so long is not active any more; it can be taken up again; 0: never"
        ),
        .number(
            "tasks.memory_mb", \.tasks.memoryBytes, in: 0...1 << 30, unit: 1 << 20,
            "memory of a task that does not say how much; 0: no limit"),
        .number(
            "tasks.cpu_percent", \.tasks.cpuPercent, in: 0...100_000,
            "processor time of one task where cgroups can be made; 100 is one core, 0 no limit"),

        .text(
            "gateway.address", \.gateway.address,
            "where roost-gateway listens; one that others reach needs TLS", effect: .client),
        .number(
            "gateway.port", \.gateway.port, in: 0...65_535, "its port; 0: any that is free", effect: .client),
        .text(
            "gateway.certificate", \.gateway.certificate,
            "a certificate chain in PEM; empty: no TLS", effect: .client),
        .text(
            "gateway.key", \.gateway.key, "its private key in PEM; empty: it is in the same file",
            effect: .client),
        .text(
            "gateway.hosts", \.gateway.hosts,
            "names by which it may be called besides those of this machine, with blanks between them",
            effect: .client),
        .text(
            "gateway.origins", \.gateway.origins,
            "web pages that may call it, such as \"https://panel.example\", with blanks between them",
            effect: .client),
        .text(
            "gateway.issuer", \.gateway.issuer,
            "who has to have made a token; empty: anybody with the secret",
            effect: .client),
        .text(
            "gateway.audience", \.gateway.audience, "whom a token has to be for; empty: it need not say",
            effect: .client),
        .number(
            "gateway.session_connections", \.gateway.sessionConnections, in: 1...1000,
            "connections of one session", effect: .client),
        .number(
            "gateway.per_second", \.gateway.perSecond, in: 1...1_000_000,
            "calls of one user, or from one address, in a second", effect: .client),
        .flag(
            "gateway.metrics", \.gateway.showsMetrics,
            "programs of this machine, such as Prometheus, read /metrics without a token", effect: .client),

        .choice(
            "restore.policy", \.restore,
            "what becomes of sessions after a restart of the machine; a provider's own choice comes first"),

        .choice("log.level", \.logLevel, "the least severe messages that the server's log takes"),
    ]
}
