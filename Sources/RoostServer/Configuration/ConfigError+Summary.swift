import RoostConfig

extension [ConfigError] {
    /// One sentence; nil when all is well.
    var sentence: String? {
        guard let first else { return nil }
        let more = count > 1 ? ", and \(count - 1) more (roost config check)" : ""
        return "\(first)\(more)"
    }

    /// `config.toml: 1 mistake`, for the status row; nil when all is well.
    var summary: String? {
        guard let first else { return nil }
        let mistakes = count == 1 ? "1 mistake" : "\(count) mistakes"
        let files = Set(map(\.file)).count
        let name = first.file.split(separator: "/").last.map(String.init) ?? first.file
        return files == 1 ? "\(name): \(mistakes)" : "\(mistakes) in \(files) files"
    }
}
