/// A cell of the grid in one word, so that storing one is a single instruction.
///
/// ```text
/// bits  0-20  scalar, or index of a cluster; 0 in a blank
/// bit     21  the scalar is an index into the ClusterTable
/// bit     22  left half of a wide character
/// bit     23  right half of one; its scalar is 0
/// bits 24-55  identifier in the StyleTable
/// ```
///
/// Invariant: bits 56-63 are 0; a left half is followed by a right half of the same style.
struct PackedCell: Equatable {
    var rawValue: UInt64

    static let scalarMask: UInt64 = 0x1F_FFFF
    static let clusterFlag: UInt64 = 1 << 21
    static let wideFlag: UInt64 = 1 << 22
    static let spacerFlag: UInt64 = 1 << 23
    static let styleShift: UInt64 = 24
    static let contentMask: UInt64 = 0xFF_FFFF

    static let blank = PackedCell(0)

    @inline(__always)
    init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    @inline(__always)
    init(scalar: UInt32, style: StyleTable.Identifier) {
        rawValue = UInt64(scalar) | UInt64(style) << Self.styleShift
    }

    /// Scalar or index of a cluster.
    @inline(__always) var scalar: UInt32 { UInt32(truncatingIfNeeded: rawValue & Self.scalarMask) }
    @inline(__always) var isCluster: Bool { rawValue & Self.clusterFlag != 0 }
    @inline(__always) var isWide: Bool { rawValue & Self.wideFlag != 0 }
    @inline(__always) var isSpacer: Bool { rawValue & Self.spacerFlag != 0 }
    /// No character, whatever the background is.
    @inline(__always) var isEmpty: Bool { rawValue & Self.contentMask == 0 }

    @inline(__always) var style: StyleTable.Identifier {
        get { StyleTable.Identifier(truncatingIfNeeded: rawValue >> Self.styleShift) }
        set { rawValue = rawValue & Self.contentMask | UInt64(newValue) << Self.styleShift }
    }
}
