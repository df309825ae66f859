import Glibc
import Testing

@testable import RoostIO

/// Signals go to the one thread that runs the loop here, as other threads of the test process do not block them.
@Suite struct SignalsTests {
    @Test func `a signal that came before the loop ran is told to the handler, and so is a later one`() throws
    {
        let loop = try EventLoop(name: "test")
        Signals.block([SIGUSR1, SIGUSR2])
        let log = Log<Int32>()
        let watch = try Signals.watch([SIGUSR1, SIGUSR2], on: loop) { signal in
            log.append(signal)
            if signal == SIGUSR1 { _ = pthread_kill(pthread_self(), SIGUSR2) } else { loop.stop() }
        }
        _ = pthread_kill(pthread_self(), SIGUSR1)
        loop.runToEnd()
        watch.cancel()
        #expect(log.entries == [SIGUSR1, SIGUSR2])
    }

    @Test func `a number that is no signal is an error`() throws {
        let loop = try EventLoop(name: "test")
        #expect(throws: IOError(.watchSignals([999]), errno: EINVAL)) {
            _ = try Signals.watch([999], on: loop) { _ in }
        }
    }

    @Test func `an ignored signal does nothing`() async {
        await #expect(processExitsWith: .success) {
            Signals.ignore([SIGPIPE])
            _ = kill(getpid(), SIGPIPE)
        }
        await #expect(processExitsWith: .signal(SIGPIPE)) {
            _ = signal(SIGPIPE, SIG_DFL)
            _ = kill(getpid(), SIGPIPE)
        }
    }
}
