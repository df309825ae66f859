#!/usr/bin/env python3
"""Writes Sources/RoostTerminal/Unicode/CharacterTable+Ranges.swift.

Input: the tables of the Python package `wcwidth` (0.7 or later), which are made from the Unicode
Character Database: East Asian Width, general categories, grapheme breaks, emoji variations.
And wcwidth(3) of the C library, which wins where it knows a character: it is what line editors,
curses and shells count with. Last run with glibc 2.36 (Unicode 15).

    python3 Tests/RoostTerminalTests/Fixtures/generate-widths.py > .../CharacterTable+Ranges.swift
"""
import ctypes
import locale
import sys
from wcwidth import table_grapheme as g
from wcwidth.table_vs16 import VS16_NARROW_TO_WIDE
from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH

EXTEND, ZWJ, REGIONAL, PICTOGRAPHIC, MODIFIER, PRESENTATION, SPACING = 1, 2, 3, 4, 5, 6, 7
WIDENS = 0x80
LIMIT = 0x110000

version = max(WIDE_EASTASIAN, key=lambda v: tuple(map(int, v.split("."))))
width = bytearray([1]) * LIMIT
kind = bytearray(LIMIT)
widens = bytearray(LIMIT)


def last(table):
    return table[max(table, key=lambda v: tuple(map(int, v.split("."))))]


for low, high in WIDE_EASTASIAN[version]:
    for c in range(low, high + 1):
        width[c] = 2
for low, high in g.EXTENDED_PICTOGRAPHIC:
    for c in range(low, high + 1):
        kind[c] = PICTOGRAPHIC
for table in (ZERO_WIDTH[version], g.GRAPHEME_EXTEND, g.GRAPHEME_SPACINGMARK):
    for low, high in table:
        for c in range(low, high + 1):
            if 0x1F3FB <= c <= 0x1F3FF:
                continue
            width[c], kind[c] = 0, EXTEND
for low, high in g.GRAPHEME_SPACINGMARK:
    for c in range(low, high + 1):
        width[c] = 1
for low, high in last(VS16_NARROW_TO_WIDE):
    for c in range(low, high + 1):
        widens[c] = WIDENS
for c in range(0x1F1E6, 0x1F200):
    width[c], kind[c] = 1, REGIONAL
for c in range(0x1F3FB, 0x1F400):
    width[c], kind[c] = 2, MODIFIER
width[0x200D], kind[0x200D] = 0, ZWJ
width[0xFE0F], kind[0xFE0F] = 0, PRESENTATION
kind[0xAD] = 0                          # a soft hyphen shows as a hyphen, as in xterm
kind[0x3164] = kind[0xFFA0] = 0         # the Hangul fillers stand for themselves

locale.setlocale(locale.LC_ALL, "C.UTF-8")
wcwidth = ctypes.CDLL(None).wcwidth
for c in range(0xA0, LIMIT):
    if not 0xD800 <= c < 0xE000 and wcwidth(c) >= 0:
        width[c] = wcwidth(c)
    if kind[c] == EXTEND and width[c] > 0:
        kind[c] = SPACING
    elif kind[c] == 0 and width[c] == 0:
        kind[c] = EXTEND
for c in range(0x80):
    width[c], kind[c] = 1, 0

ranges, start = [], 0
value = lambda c: width[c] | kind[c] << 2 | widens[c]
for c in range(1, LIMIT + 1):
    if c == LIMIT or value(c) != value(start):
        if value(start) != 1:
            ranges.append((start, c - 1, value(start)))
        start = c

out = sys.stdout.write
out(f"""extension CharacterTable {{
    /// The version of Unicode that the ranges were made from.
    static let unicodeVersion = "{version}"

    /// First scalar, last scalar, properties; whatever is not listed is narrow and plain.
    ///
    /// Written by `Tests/RoostTerminalTests/Fixtures/generate-widths.py`.
    static let ranges: [UInt64] = [
""")
cells = [f"0x{a:06X}_{b:06X}_{p:02X}" for a, b, p in ranges]
for i in range(0, len(cells), 5):
    out("        " + ", ".join(cells[i:i + 5]) + ",\n")
out("    ]\n}\n")
