/// An amount of money as a person reads it: `$0.0123`, since a task costs cents.
package struct Dollars: Hashable, Sendable, CustomStringConvertible {
    private let amount: Double

    /// Takes an amount; what is below 0 counts as 0.
    package init(_ amount: Double) {
        self.amount = amount
    }

    /// The amount with four digits behind the point.
    package var description: String {
        // A not-a-number that a program sent is no reason to trap.
        let bounded = amount.isFinite ? min(max(amount, 0), 1e12) : 0
        let units = Int64((bounded * 10_000).rounded())
        let rest = String(units % 10_000)
        return "$\(units / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
    }
}
