/// Tells the lines of a picture that is drawn again from lines that were printed once more.
///
/// A program that redraws its screen prints the same lines again and again, each time after it has moved the cursor:
/// a line that stood in an earlier picture is nothing new. Lines that follow each other without a movement are one
/// text, and there equal lines are as many as they are.
struct PictureLines {
    private var earlier: Set<String> = []
    private var current: Set<String> = []

    /// Whether a line was not in a picture before the one that it belongs to.
    mutating func isNew(_ line: OutputText.Line) -> Bool {
        if line.isDrawn {
            earlier.formUnion(current)
            current.removeAll(keepingCapacity: true)
        }
        current.insert(line.text)
        return !earlier.contains(line.text)
    }
}
