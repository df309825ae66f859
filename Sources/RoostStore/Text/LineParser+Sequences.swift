/// One byte at a time: the states that hide text, and what moves the cursor in a line.
extension LineParser {
    mutating func take(_ byte: UInt8, next: UInt64) {
        switch state {
        case .ground: takeText(byte, next: next)
        case .escape, .escapeIntermediate: takeEscape(byte, next: next)
        case .control: takeControl(byte, next: next)
        case .command:
            switch byte {
            case 0x07, 0x18, 0x1A: state = .ground
            case 0x1B: state = .escape
            // A title has no line ends: this one was cut off.
            case 0x0A...0x0C: endLine(next: next)
            default: break
            }
        case .string:
            switch byte {
            case 0x18, 0x1A: state = .ground
            case 0x1B: state = .escape
            default: break
            }
        }
    }

    private mutating func takeText(_ byte: UInt8, next: UInt64) {
        if byte >= 0x80 || !scalars.isIdle {
            switch scalars.take(byte) {
            case .more: return
            case .scalar(let scalar):
                put(scalar, next: next)
                return
            case .invalid(let again):
                put("\u{FFFD}", next: next)
                if again { takeText(byte, next: next) }
                return
            }
        }
        switch byte {
        case 0x0A...0x0C: endLine(next: next)
        case 0x0D: line.column = 0
        case 0x08: line.column -= 1
        case 0x09: put("\t", next: next)
        case 0x1B: state = .escape
        case 0x20...0x7E: put(Unicode.Scalar(byte), next: next)
        default: break
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar, next: UInt64) {
        // C1 controls have no picture.
        guard !(0x80...0x9F).contains(scalar.value) else { return }
        line.put(scalar)
        if line.isFull { finishLine(at: next) }
    }

    private mutating func takeEscape(_ byte: UInt8, next: UInt64) {
        switch byte {
        case 0x0A...0x0C: endLine(next: next)
        case 0x18, 0x1A: state = .ground
        case 0x1B: state = .escape
        case 0x00...0x1F, 0x7F: break
        case 0x20...0x2F: state = .escapeIntermediate
        case 0x80...0xFF:
            state = .ground
            takeText(byte, next: next)
        case _ where state == .escapeIntermediate: state = .ground
        case UInt8(ascii: "["):
            parameters = ControlParameters()
            state = .control
        case UInt8(ascii: "]"): state = .command
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): state = .string
        // NEL, IND; RI and RIS leave the row too.
        case UInt8(ascii: "E"), UInt8(ascii: "D"): endLine(next: next)
        case UInt8(ascii: "M"), UInt8(ascii: "c"):
            state = .ground
            leaveRow(next: next)
        default: state = .ground
        }
    }

    private mutating func takeControl(_ byte: UInt8, next: UInt64) {
        switch byte {
        case 0x0A...0x0C: endLine(next: next)
        case 0x18, 0x1A: state = .ground
        case 0x1B: state = .escape
        case 0x00...0x1F, 0x7F: break
        case 0x20...0x3F: parameters.take(byte)
        case 0x40...0x7E:
            state = .ground
            perform(byte, next: next)
        default:
            state = .ground
            takeText(byte, next: next)
        }
    }

    /// The control sequences that change the text of a line; all others only look different.
    mutating func perform(_ final: UInt8, next: UInt64) {
        let count = parameters.count
        if parameters.isPrivate {
            // DECSET and DECRST of the alternate screen: what follows is another picture.
            if final == UInt8(ascii: "h") || final == UInt8(ascii: "l"),
                [47, 1047, 1049].contains(parameters.first ?? 0)
            {
                leaveRow(next: next)
            }
            return
        }
        switch final {
        case UInt8(ascii: "C"), UInt8(ascii: "a"): line.moveTo(column: line.column + count)
        case UInt8(ascii: "D"): line.column -= count
        case UInt8(ascii: "G"), UInt8(ascii: "`"): line.moveTo(column: count - 1)
        case UInt8(ascii: "K"): line.erase(parameters.first ?? 0)
        case UInt8(ascii: "P"): line.delete(count)
        case UInt8(ascii: "X"): line.blank(count)
        case UInt8(ascii: "@"): line.insert(count)
        // CUU, CUD, CNL, CPL, CUP, HVP, VPA, VPR; ED in mode 2 and 3.
        case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "E"), UInt8(ascii: "F"), UInt8(ascii: "H"),
            UInt8(ascii: "f"), UInt8(ascii: "d"), UInt8(ascii: "e"):
            leaveRow(next: next)
        case UInt8(ascii: "J") where (parameters.first ?? 0) >= 2: leaveRow(next: next)
        default: break
        }
    }

    private mutating func endLine(next: UInt64) {
        state = .ground
        finishLine(at: next)
        isSynchronized = true
    }

    /// The cursor goes to another row: what stands in this one is a line, unless it is blank.
    private mutating func leaveRow(next: UInt64) {
        if line.isBlank {
            line.removeAll()
            lineOffset = next
        } else {
            finishLine(at: next)
        }
        sink.leaveRow()
        isSynchronized = true
    }
}
