#!/usr/bin/env python3
"""Print the table of `ColorName+Table.swift` from the rgb.txt of X.Org (app/rgb), given as the argument.

Names are lower case and without spaces; the numbered greys that the code computes are left out.
"""
import re
import sys

colors = {}
for line in open(sys.argv[1], encoding="ascii"):
    match = re.match(r"\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S.*\S)\s*$", line)
    if match:
        red, green, blue = (int(part) for part in match.groups()[:3])
        colors[match.group(4).lower().replace(" ", "")] = red << 16 | green << 8 | blue

words = []
for name, value in colors.items():
    grey = re.fullmatch(r"gr[ae]y(\d+)", name)
    # Those that X rounds the other way are listed.
    if not grey or value != (int(grey.group(1)) * 255 + 50) // 100 * 0x10101:
        words.append("%s %06x" % (name, value))

line = ""
for word in words:
    if line and len(line) + len(word) > 96:
        print("        %s \\" % line)
        line = ""
    line += (" " if line else "") + word
print("        %s" % line)
