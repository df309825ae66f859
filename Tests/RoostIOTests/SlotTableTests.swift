import Testing

@testable import RoostIO

@Suite struct SlotTableTests {
    @Test func `a key finds its value until it is removed`() {
        var table = SlotTable<String>()
        let (first, second) = (table.insert("a"), table.insert("b"))
        #expect(table[first] == "a")
        #expect(table[second] == "b")
        #expect(table.remove(first) == "a")
        #expect(table[first] == nil)
        #expect(table.remove(first) == nil)
        #expect(table[second] == "b")
        #expect(table.count == 1)
    }

    @Test func `an old key does not find the later value in its place`() {
        var table = SlotTable<String>()
        let old = table.insert("a")
        table.remove(old)
        let new = table.insert("b")
        #expect(old != new)
        #expect(table[old] == nil)
        #expect(!table.contains(old))
        table[old]?.append("!")
        table[old] = "c"
        #expect(table[new] == "b")
    }

    @Test func `a value is changed in place`() {
        var table = SlotTable<[Int]>()
        let key = table.insert([1])
        table[key]?.append(2)
        #expect(table[key] == [1, 2])
    }

    @Test func `a place that is emptied by hand holds nothing`() {
        var table = SlotTable<Int>()
        let key = table.insert(1)
        table[key] = nil
        #expect(!table.contains(key))
    }

    @Test func `a key from elsewhere finds nothing`() {
        var table = SlotTable<Int>()
        _ = table.insert(1)
        #expect(table[SlotKey(rawValue: 7)] == nil)
        #expect(table[SlotKey(rawValue: .max)] == nil)
    }
}
