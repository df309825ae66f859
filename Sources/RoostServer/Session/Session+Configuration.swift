// What a session takes over when the configuration was read again.
extension Session {
    /// Takes what can change while it lives: providers, the clipboard, and how fast output is read.
    func configure(_ new: SessionConfiguration) {
        configuration.providers = new.providers
        configuration.acceptsClipboard = new.acceptsClipboard
        configuration.output.bytesPerSecond = new.output.bytesPerSecond
        pump.limit(bytesPerSecond: new.output.bytesPerSecond)
        watch.configure(configuration)
    }
}
