/// The styles that cells refer to by sixteen bits, and the links that styles refer to.
///
/// Nobody counts references: when the table is full, its owner marks what the screens still use and the
/// rest is freed (``sweep(keeping:)``). Scrollback does not count, its lines carry their styles themselves.
///
/// Invariant: identifier 0 is the plain style, and `slots` finds exactly the identifiers in use.
struct StyleTable {
    typealias Identifier = UInt16

    /// The most that sixteen bits can tell apart.
    static let limit = 65_535

    private var styles: [PackedStyle] = [.plain]
    private var free: [Identifier] = []
    /// What stands in the place of a free style: no sequence makes it.
    private static var unused: PackedStyle {
        var style = PackedStyle()
        style.link = .max
        return style
    }
    /// Open addressing with linear steps: an identifier, and above it sixteen bits of the style's hash, so
    /// that a look at the wrong style is rare.
    ///
    /// 0 is an empty slot, and plain is never looked up.
    private var slots = [UInt32](repeating: 0, count: 32)
    private var links: [String] = [""]
    private var linkIndices: [String: UInt32] = [:]
    /// At how many styles in use the owner sweeps.
    private var sweepThreshold = 4096

    /// Bytes of link text that are kept before a sweep is due.
    private var linkByteCount = 0
    private var linkThreshold = 1 << 20
    private static let linkByteLimit = 1 << 24

    /// Styles in use, with those that nobody needs any more.
    var count: Int { styles.count - free.count }

    /// Highest identifier ever given, and one more.
    var capacity: Int { styles.count }

    /// Whether the owner should call ``sweep(keeping:)`` before the next style is added.
    var isSweepDue: Bool { count >= sweepThreshold || linkByteCount >= linkThreshold }

    @inline(__always)
    subscript(_ identifier: Identifier) -> PackedStyle {
        let index = Int(identifier)
        return index < styles.count ? styles[index] : .plain
    }

    /// The style with everything resolved, for those outside.
    func style(_ identifier: Identifier) -> Style {
        resolve(self[identifier])
    }

    /// The same for a style that may not be in the table.
    func resolve(_ packed: PackedStyle) -> Style {
        Style(
            foreground: packed.foreground.color, background: packed.background.color,
            underlineColor: packed.underlineColor.color, attributes: packed.attributes,
            underline: packed.underline, link: link(packed.link))
    }

    /// The link with an index, nil for 0.
    func link(_ index: UInt32) -> String? {
        index == 0 || Int(index) >= links.count ? nil : links[Int(index)]
    }

    /// The packed form of a style; its link is added if it is new.
    mutating func pack(_ style: Style) -> PackedStyle {
        var packed = PackedStyle()
        packed.foreground = PackedColor(style.foreground)
        packed.background = PackedColor(style.background)
        packed.underlineColor = PackedColor(style.underlineColor)
        packed.attributes = style.attributes
        packed.underline = style.underline
        if let link = style.link { packed.link = addLink(link) }
        return packed
    }

    /// The index of a link, new or known; 0 (no link) when 16 MiB of them are in use.
    mutating func addLink(_ link: String) -> UInt32 {
        if let known = linkIndices[link] { return known }
        guard linkByteCount < Self.linkByteLimit else { return 0 }
        let index = UInt32(links.count)
        links.append(link)
        linkIndices[link] = index
        linkByteCount += link.utf8.count + 64
        return index
    }

    /// The identifier of a style that has one.
    @inline(__always)
    func find(_ style: PackedStyle) -> Identifier? {
        if style == .plain { return 0 }
        let mask = slots.count &- 1
        let hash = style.spread
        let tag = Self.tag(hash)
        var slot = hash & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return nil }
            if entry & 0xFFFF_0000 == tag {
                let identifier = Identifier(truncatingIfNeeded: entry)
                if styles[Int(identifier)] == style { return identifier }
            }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(__always)
    private static func tag(_ hash: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: hash >> 15) & 0xFFFF_0000
    }

    /// Gives a new style an identifier; nil if all are taken.
    mutating func add(_ style: PackedStyle) -> Identifier? {
        let identifier: Identifier
        if free.isEmpty {
            guard styles.count < Self.limit else { return nil }
            identifier = Identifier(truncatingIfNeeded: styles.count)
            styles.append(style)
        } else {
            identifier = free.removeLast()
            styles[Int(identifier)] = style
        }
        if count &* 3 > slots.count {
            rebuildSlots(count: slots.count &* 4)
        } else {
            Self.insert(identifier, style.spread, &slots)
        }
        return identifier
    }

    /// Frees every style that is not marked, and the links that no style and no `pen` needs.
    ///
    /// - Parameters:
    ///   - isUsed: By identifier; shorter than the table is allowed.
    ///   - pens: Styles that are not in cells but will be printed with. Their links are renumbered.
    mutating func sweep(keeping isUsed: [Bool], pens: inout [PackedStyle]) {
        for index in styles.indices.dropFirst() where !(index < isUsed.count && isUsed[index]) {
            guard styles[index] != Self.unused else { continue }
            styles[index] = Self.unused
            free.append(Identifier(index))
        }
        if links.count > 1 { renumberLinks(&pens) }
        rebuildSlots(count: slots.count)
        sweepThreshold = min(Self.limit - 1, max(4096, count * 4))
    }

    /// Keeps the links that styles have and pens will print with.
    private mutating func renumberLinks(_ pens: inout [PackedStyle]) {
        let oldLinks = links
        links = [""]
        linkIndices.removeAll(keepingCapacity: true)
        linkByteCount = 0
        for index in styles.indices where styles[index].link != 0 && styles[index] != Self.unused {
            styles[index].link = addLink(oldLinks[Int(styles[index].link)])
        }
        for index in pens.indices where pens[index].link != 0 {
            pens[index].link = addLink(oldLinks[Int(pens[index].link)])
        }
        linkThreshold = max(1 << 20, linkByteCount * 2)
    }

    private mutating func rebuildSlots(count: Int) {
        var slots = [UInt32](repeating: 0, count: count)
        for (index, style) in styles.enumerated().dropFirst() where style != Self.unused {
            Self.insert(Identifier(truncatingIfNeeded: index), style.spread, &slots)
        }
        self.slots = slots
    }

    @inline(__always)
    private static func insert(_ identifier: Identifier, _ hash: Int, _ slots: inout [UInt32]) {
        let mask = slots.count &- 1
        var slot = hash & mask
        while slots[slot] != 0 { slot = (slot &+ 1) & mask }
        slots[slot] = tag(hash) | UInt32(identifier)
    }

    /// Stops the program where the invariant is broken.
    func checkInvariants() {
        precondition(styles[0] == .plain, "identifier 0 is plain")
        precondition(slots.count >= count, "the slots are never full")
        for index in styles.indices.dropFirst() where styles[index] != Self.unused {
            precondition(find(styles[index]) == Identifier(index), "a style is found by its content")
            precondition(Int(styles[index].link) < links.count, "a style's link exists")
        }
    }
}
