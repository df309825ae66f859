/// The styles that cells refer to by number, and the links that styles refer to.
///
/// Mark and sweep, not reference counts: when the table is full, its owner marks what the screens still use and
/// ``sweep(keeping:pens:)`` frees the rest. Scrollback needs no marks, its lines carry their styles themselves.
///
/// A small two-way cache finds known styles (``find(_:)``), so one style may get several identifiers: a map of
/// all styles would not stay in the processor's caches, and where each cell has colours of its own, looking for
/// what is not there would cost more than everything else.
///
/// Invariant: identifier 0 is the plain style, and nothing else is.
struct StyleTable {
    typealias Identifier = UInt32

    private var styles: [PackedStyle] = [.plain]
    private var free: [Identifier] = []
    /// What stands in the place of a free style: no sequence makes it.
    private static var unused: PackedStyle {
        var style = PackedStyle()
        style.link = .max
        return style
    }
    /// The cache: for each hash two entries, the newer first; 0 is an empty one.
    ///
    /// An entry is an identifier with a tag above it, more of the hash, so that few wrong styles are compared.
    private var recent = [UInt64](repeating: 0, count: 16)
    private static let recentLimit = 1024
    private var links: [String] = [""]
    private var linkIndices: [String: UInt32] = [:]
    /// How many styles in use make a sweep due.
    private var sweepThreshold = 4096

    /// Bytes of link text that are kept before a sweep is due.
    private var linkByteCount = 0
    private var linkThreshold = 1 << 20
    private static let linkByteLimit = 1 << 24

    /// Styles that have an identifier, whether a cell still has them or not.
    var count: Int { styles.count - free.count }

    /// Highest identifier ever given, and one more.
    var capacity: Int { styles.count }

    /// Whether the owner should call ``sweep(keeping:pens:)`` before the next style is added.
    var isSweepDue: Bool { count >= sweepThreshold || linkByteCount >= linkThreshold }

    @inline(__always)
    subscript(_ identifier: Identifier) -> PackedStyle {
        let index = Int(identifier)
        return index < styles.count ? styles[index] : .plain
    }

    /// The style with its colours and its link spelt out, for use outside the module.
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

    /// The identifier of a style that was found or added lately.
    @inline(__always)
    func find(_ style: PackedStyle) -> Identifier? {
        if style == .plain { return 0 }
        let hash = style.spread
        let place = place(of: hash)
        return match(recent[place], hash, style) ?? match(recent[place | 1], hash, style)
    }

    @inline(__always)
    private func match(_ entry: UInt64, _ hash: Int, _ style: PackedStyle) -> Identifier? {
        guard entry ^ Self.tag(hash) <= 0xFFFF_FFFF else { return nil }
        let identifier = Identifier(truncatingIfNeeded: entry)
        return styles[Int(identifier)] == style ? identifier : nil
    }

    /// The first of the two entries for a hash.
    @inline(__always)
    private func place(of hash: Int) -> Int { hash & (recent.count &- 2) }

    @inline(__always)
    private static func tag(_ hash: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: hash) & 0xFFFF_FFFF_0000_0000
    }

    /// Puts a style into the cache, which evicts the older of the two that were there.
    @inline(__always)
    private mutating func remember(_ style: PackedStyle, _ identifier: Identifier) {
        let hash = style.spread
        let place = place(of: hash)
        recent[place | 1] = recent[place]
        recent[place] = Self.tag(hash) | UInt64(identifier)
    }

    /// Gives a style an identifier of its own.
    mutating func add(_ style: PackedStyle) -> Identifier {
        let identifier: Identifier
        if let freed = free.popLast() {
            identifier = freed
            styles[Int(identifier)] = style
        } else {
            identifier = Identifier(truncatingIfNeeded: styles.count)
            styles.append(style)
            if styles.count &* 2 > recent.count, recent.count < Self.recentLimit { growRecent() }
        }
        remember(style, identifier)
        return identifier
    }

    private mutating func growRecent() {
        recent = [UInt64](repeating: 0, count: recent.count * 4)
        for (index, style) in styles.enumerated().dropFirst() where style != Self.unused {
            remember(style, Identifier(index))
        }
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
        sweepThreshold = max(4096, count * 4)
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

    /// Stops the program where the invariant is broken.
    func checkInvariants() {
        precondition(styles[0] == .plain, "identifier 0 is plain")
        for index in styles.indices.dropFirst() where styles[index] != Self.unused {
            precondition(styles[index] != .plain, "plain is identifier 0")
            precondition(Int(styles[index].link) < links.count, "a style's link exists")
            if let found = find(styles[index]) {
                precondition(styles[Int(found)] == styles[index], "what is found is what was asked for")
            }
        }
    }
}
