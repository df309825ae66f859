/// A table that is brought over from a damaged database.
struct SalvagedTable {
    /// How its rows are found one by one.
    enum Key {
        /// By a number that each row has.
        case number
        /// By a text: few rows, read from both ends.
        case text(String)
    }

    let name: String
    let key: Key

    /// In the order that they are brought over in; the search index is none of them.
    static let all = [
        SalvagedTable(name: "meta", key: .text("key")),
        SalvagedTable(name: "sessions", key: .number),
        SalvagedTable(name: "workspaces", key: .text("name")),
        SalvagedTable(name: "windows", key: .text("workspace, id")),
        SalvagedTable(name: "panes", key: .text("workspace, id")),
        SalvagedTable(name: "commands", key: .number),
        SalvagedTable(name: "tasks", key: .number),
        SalvagedTable(name: "task_history", key: .number),
        SalvagedTable(name: "task_attempts", key: .number),
        SalvagedTable(name: "snapshots", key: .number),
        SalvagedTable(name: "snapshot_parts", key: .number),
        SalvagedTable(name: "snapshot_places", key: .number),
        SalvagedTable(name: "events", key: .number),
        SalvagedTable(name: "task_messages", key: .number),
        SalvagedTable(name: "task_output", key: .number),
        SalvagedTable(name: "output", key: .number),
    ]
}
