/// The form of the line below text (SGR 4, 21 and 4:n; the raw values are those n).
public enum Underline: UInt8, Hashable, Sendable, CaseIterable {
    case none, single, double, curly, dotted, dashed
}
