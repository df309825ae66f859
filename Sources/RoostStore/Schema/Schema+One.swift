extension Schema {
    /// Schema 1.
    ///
    /// Times are milliseconds since 1970 UTC; offsets are bytes since a session's first output; `packing` is
    /// the raw value of ``CompressedBytes/Format``, `mode` of ``StreamMode``.
    ///
    /// `panes.session` is no foreign key: a pane outlives a removed session until its window is stored again.
    /// `line_index.end_offset` is the offset up to where a session's output was looked at for the search
    /// index; `unindexed` holds the ranges before it that were left out. The index `output_by_offset` holds
    /// all that retention and reading decide by, so that they need not touch the blobs.
    static let one = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sessions (
            number INTEGER PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            provider TEXT NOT NULL,
            command TEXT NOT NULL,
            cwd TEXT NOT NULL,
            rows INTEGER NOT NULL,
            columns INTEGER NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            attention TEXT,
            pid INTEGER,
            exit_code INTEGER,
            created_at INTEGER NOT NULL,
            last_activity INTEGER NOT NULL,
            state_since INTEGER NOT NULL,
            ended_at INTEGER,
            title TEXT NOT NULL,
            history_limit INTEGER,
            environment_keys TEXT
        ) STRICT;

        CREATE TABLE workspaces (
            name TEXT PRIMARY KEY NOT NULL,
            position INTEGER NOT NULL,
            is_last INTEGER NOT NULL,
            active INTEGER NOT NULL,
            last_active INTEGER,
            rows INTEGER NOT NULL,
            columns INTEGER NOT NULL,
            next_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE windows (
            workspace TEXT NOT NULL REFERENCES workspaces (name) ON DELETE CASCADE,
            id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            name TEXT,
            layout TEXT NOT NULL,
            active INTEGER NOT NULL,
            last_active INTEGER,
            zoomed INTEGER,
            preset TEXT,
            PRIMARY KEY (workspace, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE panes (
            workspace TEXT NOT NULL,
            window INTEGER NOT NULL,
            id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            session INTEGER NOT NULL,
            PRIMARY KEY (workspace, id),
            FOREIGN KEY (workspace, window) REFERENCES windows (workspace, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX panes_by_window ON panes (workspace, window);

        CREATE TABLE events (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            offset INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX events_by_session ON events (session, at);
        CREATE INDEX events_by_time ON events (at);

        CREATE TABLE commands (
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            is_prompt INTEGER NOT NULL,
            text TEXT NOT NULL,
            cwd TEXT,
            duration_ms INTEGER,
            exit_code INTEGER,
            offset INTEGER NOT NULL,
            PRIMARY KEY (session, id)
        ) STRICT;
        CREATE INDEX commands_by_session ON commands (session, at);
        CREATE INDEX commands_by_time ON commands (at);

        CREATE TABLE output (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            at INTEGER NOT NULL,
            mode INTEGER NOT NULL,
            stored INTEGER NOT NULL,
            packing INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX output_by_offset ON output (session, offset, length, at, mode, stored);

        CREATE TABLE snapshots (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            offset INTEGER NOT NULL,
            at INTEGER NOT NULL,
            length INTEGER NOT NULL,
            packing INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX snapshots_by_session ON snapshots (session, id, offset);

        CREATE TABLE lines (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            offset INTEGER NOT NULL,
            at INTEGER NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX lines_by_session ON lines (session, offset);

        CREATE VIRTUAL TABLE lines_fts USING fts5 (
            text, content = 'lines', content_rowid = 'id', columnsize = 0,
            tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER lines_added AFTER INSERT ON lines BEGIN
            INSERT INTO lines_fts (rowid, text) VALUES (new.id, new.text);
        END;
        CREATE TRIGGER lines_removed AFTER DELETE ON lines BEGIN
            INSERT INTO lines_fts (lines_fts, rowid, text) VALUES ('delete', old.id, old.text);
        END;

        CREATE TABLE line_index (
            session INTEGER PRIMARY KEY NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            end_offset INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE unindexed (
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            start_offset INTEGER NOT NULL,
            end_offset INTEGER NOT NULL,
            PRIMARY KEY (session, start_offset)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            name TEXT NOT NULL,
            state TEXT NOT NULL,
            provider TEXT NOT NULL,
            prompt TEXT NOT NULL,
            cwd TEXT NOT NULL,
            options TEXT,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            ended_at INTEGER,
            duration_ms INTEGER,
            num_turns INTEGER,
            total_cost_usd REAL,
            exit_code INTEGER,
            conversation TEXT,
            result TEXT,
            error TEXT,
            denials TEXT,
            session INTEGER REFERENCES sessions (number) ON DELETE SET NULL
        ) STRICT;
        CREATE INDEX tasks_by_session ON tasks (session);

        CREATE TABLE task_history (
            id INTEGER PRIMARY KEY NOT NULL,
            task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            state TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX task_history_by_task ON task_history (task, at);

        CREATE TABLE task_messages (
            id INTEGER PRIMARY KEY NOT NULL,
            task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX task_messages_by_task ON task_messages (task, id);
        """
}
