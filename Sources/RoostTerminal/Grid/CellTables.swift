/// What cells refer to by index: styles and clusters; and what is known about characters.
struct CellTables {
    var styles = StyleTable()
    var clusters = ClusterTable()
    let characters = CharacterTable.shared
    let encoder = LineEncoder()

    /// Encodes a row in the compact form of ``Line``; the encoder holds it.
    @inline(__always)
    func encode(row: Int, of grid: borrowing Grid) {
        encoder.encode(row: row, of: grid, styles: styles, clusters: clusters)
    }
}
