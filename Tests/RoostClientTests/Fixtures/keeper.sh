#!/bin/sh
# Plays the keeper: does what the test wrote into the runtime directory ($2, after --home). A file that is never
# written to while tests run: the kernel refuses to run one that some process has open for writing.
. "$2/script"
