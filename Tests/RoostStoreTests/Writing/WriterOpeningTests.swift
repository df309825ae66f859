import GRDB
import RoostModel
import Testing

@testable import RoostStore

@Suite struct WriterOpeningTests {
    @Test func `a lock that was never given back is the connection's own`() {
        let error = DatabaseError(resultCode: .SQLITE_PROTOCOL, message: "locking protocol")
        #expect(Writer.isConnectionSpoiled(error, failures: 0))
    }

    @Test func `a disk error is the connection's own when it comes again and again`() {
        let error = DatabaseError(resultCode: .SQLITE_IOERR_FSYNC, message: "disk I/O error")
        #expect(
            (0...4).map { Writer.isConnectionSpoiled(error, failures: $0) } == [
                false, false, false, true, true,
            ])
    }

    @Test(arguments: [ResultCode.SQLITE_FULL, .SQLITE_BUSY, .SQLITE_CONSTRAINT, .SQLITE_CORRUPT])
    func `a full disk, a lock of others or damage is not`(code: ResultCode) {
        #expect(!Writer.isConnectionSpoiled(DatabaseError(resultCode: code), failures: 100))
    }

    @Test func `an error that is none of SQLite's is not`() {
        #expect(!Writer.isConnectionSpoiled(StoreError.corrupt(path: "/x", cause: "y"), failures: 100))
    }
}
