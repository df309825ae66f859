extension Array {
    /// The element at an index, nil outside.
    ///
    /// Inlinable: as a call it would look up the type of the elements at run time, a hundred times the work.
    @inlinable package subscript(safe index: Int) -> Element? {
        index >= 0 && index < count ? self[index] : nil
    }
}
