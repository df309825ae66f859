extension String {
    /// Whether it comes before another in the order in which people count: `bash-2` before `bash-10`.
    ///
    /// Runs of ASCII digits are compared as numbers of any length; everything else by scalars.
    package func precedesNaturally(_ other: String) -> Bool {
        var (one, two) = (unicodeScalars[...], other.unicodeScalars[...])
        while let left = one.first, let right = two.first {
            if Self.isDigit(left), Self.isDigit(right) {
                let (first, second) = (Self.takeNumber(&one), Self.takeNumber(&two))
                if first.count != second.count { return first.count < second.count }
                if first != second { return first.lexicographicallyPrecedes(second) }
            } else {
                if left != right { return left < right }
                one.removeFirst()
                two.removeFirst()
            }
        }
        if one.isEmpty != two.isEmpty { return one.isEmpty }
        // Only zeros in front of numbers tell them apart.
        return self < other
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Takes a run of digits off the front; zeros before the number do not count.
    private static func takeNumber(_ text: inout Substring.UnicodeScalarView) -> [Unicode.Scalar] {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return Array(digits.drop { $0 == "0" })
    }
}
