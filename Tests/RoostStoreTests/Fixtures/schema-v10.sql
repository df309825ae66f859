-- A database as schema 10 wrote it. It stays as it is for ever: every later version must still migrate it.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('1'), ('2'), ('3'), ('4'), ('5'), ('6'), ('7'), ('8'), ('9'), ('10');

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
, end_kind TEXT, end_code INTEGER, end_cause TEXT, launch TEXT, identity TEXT, custom_state TEXT, conversation TEXT) STRICT;

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
    offset INTEGER NOT NULL,
    source TEXT,
    state TEXT,
    end_kind TEXT,
    end_code INTEGER,
    end_cause TEXT,
    attention TEXT,
    is_over INTEGER,
    rows INTEGER,
    columns INTEGER,
    bytes INTEGER,
    allowed_bytes INTEGER
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
CREATE TABLE filters (
    id INTEGER PRIMARY KEY NOT NULL,
    session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    at INTEGER NOT NULL,
    bits BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX filters_by_session ON filters (session, start_offset);
CREATE INDEX filters_by_time ON filters (at, session);

CREATE TABLE snapshot_parts (
    id INTEGER PRIMARY KEY NOT NULL,
    session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    length INTEGER NOT NULL,
    packing INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX snapshot_parts_by_line ON snapshot_parts (session, line, length);

CREATE TABLE snapshot_places (
    id INTEGER PRIMARY KEY NOT NULL,
    snapshot INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    part INTEGER NOT NULL REFERENCES snapshot_parts (id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX snapshot_places_by_snapshot ON snapshot_places (snapshot, place);
CREATE INDEX snapshot_places_by_part ON snapshot_places (part);

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
, cost REAL, usage TEXT) STRICT;
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

INSERT INTO meta VALUES ('schema', '10'), ('last_session', '5'), ('hint', 'dismissed');
INSERT INTO sessions VALUES
    (3, 'build', 'shell', '["bash","-l"]', '/src', 24, 80, 'waiting_input', NULL,
     '{"kind":"question","options":[{"key":"1","label":"Yes","selected":true}],"since":"2026-09-21T14:13:20.000Z","source":"screen","text":"Go on?"}',
     4711, NULL, 1790000000000, 1790000001000, 1790000002000, NULL, 'make', 5000, NULL, NULL, NULL, NULL,
     '{"arguments":["bash","-l"],"fullAccess":false,"variables":{"FOO":"bar"}}',
     '{"metadata":"{\"ticket\":\"A-1\"}","user_id":"ann","uuid":"6f1c2f0e-4a51-4f0e-9d57-0d8f3c1b2a3d"}',
     '{"data":"{\"pr\":12}","name":"reviewing","since":"2026-09-21T14:13:20.000Z"}',
     '{"arguments":["--model","x"],"id":"01a2-b","provider":"codex"}'),
    (4, 'claude', 'claude', '["claude"]', '/src', 50, 200, 'error', NULL, NULL,
     NULL, 130, 1790000000000, 1790000001000, 1790000002000, NULL, '', NULL, NULL, 'interrupted', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO workspaces VALUES ('main', 0, 1, 2, NULL, 23, 80, 4);
INSERT INTO windows VALUES
    ('main', 2, 0, 1, 'work',
     '{"split":{"_0":"horizontal","_1":[{"layout":{"pane":{"_0":1}},"weight":0.5},{"layout":{"pane":{"_0":3}},"weight":0.5}]}}',
     3, 1, NULL, NULL);
INSERT INTO panes VALUES ('main', 2, 1, 0, 3), ('main', 2, 3, 1, 4);
INSERT INTO events (id, session, at, kind, text, offset, source, state, end_kind) VALUES
    (1, 3, 1790000001000, 'state', '', 0, 'process', 'running', NULL),
    (2, 4, 1790000002000, 'error', '', 9, NULL, 'error', 'interrupted');
INSERT INTO commands VALUES (3, 1, 1790000001500, 0, 'make', '/src', 1234, 2, 6);
INSERT INTO output VALUES
    (1, 3, 0, 12, 1790000001000, 0, 12, 0, CAST('plain' || x'0d0a' || 'two' || x'0d0a' AS BLOB)),
    (3, 4, 0, 24, 1790000001200, 0, 24, 0, CAST('needle in a flood' || x'0a' || 'hay' || x'0d0a0a' AS BLOB)),
    (2, 3, 12, 136, 1790000001100, 0, 37, 1, x'28b52ffd2488c5000088636f6d70726573736564206c696e650d0a010029a573096654f6f5');
INSERT INTO snapshots VALUES (1, 3, 12, 1790000001000, 3, 0, x'010203'), (2, 4, 12, 1790000001000, 6, 0, x'0106');
INSERT INTO snapshot_parts VALUES (1, 4, 512, 1, 0, x'02'), (2, 4, 1024, 3, 0, x'030405');
INSERT INTO snapshot_places VALUES (1, 2, 1, 1), (2, 2, 2, 2);
INSERT INTO lines VALUES (1, 3, 0, 1790000001000, 'plain'), (2, 3, 12, 1790000001100, 'compressed line');
INSERT INTO line_index VALUES (3, 148), (4, 24);
INSERT INTO filters VALUES (1, 4, 0, 24, 1790000001200, x'0040000000000000011020000002000000000000100000000400020200080400008c1002400040000000200100020000000100008080004000000000c4040000');
INSERT INTO tasks VALUES
    (7, 'failed', 'claude', '/src', 1790000000000, 1790000009000, 1790000001000, 1790000002000, 1790000009000,
     2, 1, 0, NULL, 1, 'max_turns', 'as many turns as were allowed',
     '{"after":[],"cwd":"/src","metadata":{"ticket":"42"},"needs_approval":false,"options":{"model":"opus"},"priority":1,"prompt":"mend it","provider":"claude","worktree":false}',
     '{"conversation":"c-1","denials":[],"num_turns":3,"total_cost_usd":0.25,"usage":{"output_tokens":9}}',
     '{"TOKEN":"t"}', 0.75, '{"input_tokens":20,"output_tokens":18}');
INSERT INTO task_history VALUES
    (1, 7, 1790000001000, 1, 'picked', 'queued', NULL),
    (2, 7, 1790000009000, 2, 'failed', 'running', 'as many turns as were allowed');
INSERT INTO task_attempts VALUES (1, 7, 1, 100, 0), (2, 7, 2, 2048, 17);
INSERT INTO task_messages (id, task, number, attempt, at, body) VALUES
    (1, 7, 1, 2, 1790000003000, '{"conversation":"c-1","kind":"start","model":"opus"}'),
    (2, 7, 2, 2, 1790000004000, '{"kind":"text","text":"It is mended now"}');
INSERT INTO task_output VALUES
    (1, 7, 2, 'output', 0, 6, 0, CAST('{"a":1' AS BLOB)), (2, 7, 2, 'errors', 0, 2, 0, CAST('no' AS BLOB));
