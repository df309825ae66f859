/// A pane is `{"pane":3}`; a split is `{"split":"horizontal","children":[{"weight":1,"layout":{"pane":3}}]}`.
///
/// Databases have an older form, too, which is read and not written any more: `{"pane":{"_0":3}}` and
/// `{"split":{"_0":"horizontal","_1":[]}}`.
extension Layout: Codable {
    private enum CodingKeys: CodingKey {
        case pane, split, children
    }

    /// How the first version named values without a label.
    private enum OlderKeys: String, CodingKey {
        case first = "_0"
        case second = "_1"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isPane = container.contains(.pane)
        if let older = try? container.nestedContainer(
            keyedBy: OlderKeys.self, forKey: isPane ? .pane : .split)
        {
            self =
                isPane
                ? .pane(try older.decode(PaneID.self, forKey: .first))
                : .split(
                    try older.decode(Axis.self, forKey: .first),
                    try older.decode([Child].self, forKey: .second))
        } else {
            self =
                isPane
                ? .pane(try container.decode(PaneID.self, forKey: .pane))
                : .split(
                    try container.decode(Axis.self, forKey: .split),
                    try container.decode([Child].self, forKey: .children))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .pane(let pane): try container.encode(pane, forKey: .pane)
        case .split(let axis, let children):
            try container.encode(axis, forKey: .split)
            try container.encode(children, forKey: .children)
        }
    }
}
