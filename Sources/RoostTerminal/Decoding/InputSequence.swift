/// A complete CSI sequence, taken apart.
///
/// Source: ECMA-48 section 5.4; sub-parameters after `:` as in ITU T.416.
struct InputSequence: Hashable {
    /// `<`, `=`, `>` or `?` before the parameters.
    var marker: UInt8?
    /// Parameters and their sub-parameters; nil where one is left empty.
    ///
    /// Without any parameter the array is empty.
    var parameters: [[Int?]]
    /// Bytes 20 to 2F before the final one.
    var intermediates: [UInt8]
    /// The final byte, 40 to 7E.
    var final: UInt8

    /// Larger numbers mean nothing in any sequence that is read here.
    private static let largest = 1 << 24

    /// From what follows `ESC [`, the final byte last; nil if the bytes stand in an impossible order.
    init?(body: ArraySlice<UInt8>) {
        guard let final = body.last else { return nil }
        var rest = body.dropLast()
        self.final = final
        if let first = rest.first, (0x3C...0x3F).contains(first) {
            marker = first
            rest = rest.dropFirst()
        }
        intermediates = Array(rest.drop { $0 >= 0x30 })
        let numbers = rest.dropLast(intermediates.count)
        guard intermediates.allSatisfy({ (0x20...0x2F).contains($0) }) else { return nil }
        parameters = numbers.isEmpty ? [] : [[nil]]
        for byte in numbers {
            switch byte {
            case 0x30...0x39:
                let field = parameters.count - 1
                let index = parameters[field].count - 1
                let value = (parameters[field][index] ?? 0) * 10 + Int(byte - 0x30)
                parameters[field][index] = min(value, Self.largest)
            case 0x3A: parameters[parameters.count - 1].append(nil)
            case 0x3B: parameters.append([nil])
            default: return nil
            }
        }
    }

    /// A sub-parameter; nil if it is not there or empty.
    subscript(_ field: Int, _ index: Int = 0) -> Int? {
        guard field < parameters.count, index < parameters[field].count else { return nil }
        return parameters[field][index]
    }

    /// The parameters as plain numbers, empty ones as 0; nil if one has sub-parameters.
    var numbers: [Int]? {
        parameters.contains { $0.count != 1 } ? nil : parameters.map { ($0.first ?? nil) ?? 0 }
    }
}
