extension Schema {
    /// Schema 6: print-mode tasks.
    ///
    /// `request` and `report` are JSON of a `TaskRequest` and a `TaskReport`, which are only ever read whole; what
    /// tasks are looked up and counted by has a column of its own. `environment` is what the caller added, as JSON,
    /// apart from the rest because nobody but the process is told it.
    ///
    /// `task_output` is what an attempt's process wrote, in the order in which it was read, from both streams; a row of
    /// `task_attempts` says up to where it was read. Both change in the transaction that adds the messages made of it:
    /// to read the rows again in their order brings a reader to where the last one was. `task_messages.words` is what
    /// the search index reads, made of the message as it is asked for.
    static let six = """
        CREATE TABLE tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            state TEXT NOT NULL,
            provider TEXT NOT NULL,
            cwd TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            state_since INTEGER NOT NULL,
            first_started_at INTEGER,
            started_at INTEGER,
            ended_at INTEGER,
            attempt INTEGER NOT NULL,
            is_approved INTEGER NOT NULL,
            has_process INTEGER NOT NULL,
            retry_at INTEGER,
            exit_code INTEGER,
            failure TEXT,
            error TEXT,
            request TEXT NOT NULL,
            report TEXT NOT NULL,
            environment TEXT
        ) STRICT;
        CREATE INDEX tasks_by_time ON tasks (created_at);
        CREATE INDEX tasks_by_state ON tasks (state);

        CREATE TABLE task_attempts (
            id INTEGER PRIMARY KEY NOT NULL,
            task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
            attempt INTEGER NOT NULL,
            output_offset INTEGER NOT NULL,
            errors_offset INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX task_attempts_by_task ON task_attempts (task, attempt);

        CREATE TABLE task_output (
            id INTEGER PRIMARY KEY NOT NULL,
            task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
            attempt INTEGER NOT NULL,
            stream TEXT NOT NULL,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            packing INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX task_output_by_task ON task_output (task, attempt);

        CREATE TABLE task_history (
            id INTEGER PRIMARY KEY NOT NULL,
            task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            event TEXT NOT NULL,
            from_state TEXT NOT NULL,
            cause TEXT
        ) STRICT;
        CREATE INDEX task_history_by_task ON task_history (task);

        CREATE TABLE task_messages (
            id INTEGER PRIMARY KEY NOT NULL,
            task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body TEXT NOT NULL,
            words TEXT AS (CASE WHEN json_valid(body) THEN
                coalesce(body ->> 'name', '') || ' ' || coalesce(body ->> 'text', '')
                || ' ' || coalesce(body ->> 'input', '') || ' ' || coalesce(body ->> '$.result.text', '')
                END) VIRTUAL
        ) STRICT;
        CREATE UNIQUE INDEX task_messages_by_task ON task_messages (task, number);

        CREATE VIRTUAL TABLE task_messages_fts USING fts5 (
            words, content = 'task_messages', content_rowid = 'id', columnsize = 0,
            tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER task_messages_added AFTER INSERT ON task_messages BEGIN
            INSERT INTO task_messages_fts (rowid, words) VALUES (new.id, new.words);
        END;
        CREATE TRIGGER task_messages_removed AFTER DELETE ON task_messages BEGIN
            INSERT INTO task_messages_fts (task_messages_fts, rowid, words) VALUES ('delete', old.id, old.words);
        END;
        """
}
