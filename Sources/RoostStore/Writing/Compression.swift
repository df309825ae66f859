private import CZstd
import Foundation

/// Bytes as they lie in the database: compressed where that makes them shorter.
struct CompressedBytes: Sendable {
    /// How bytes are stored.
    ///
    /// Raw values are in the database: never change them.
    enum Format: Int, Sendable {
        case plain = 0
        /// One zstd frame with a checksum of its content (RFC 8878).
        case zstd = 1
    }

    let format: Format
    let stored: Data
}

/// Decompresses what was stored, with one context for all.
///
/// To make a context asks the processor what it can, which in a virtual machine takes longer than to decompress a
/// small block.
@safe
final class Decompressor {
    private let context: OpaquePointer?

    /// Bytes that no block or snapshot reaches: a length above it comes from a damaged file.
    private static let limit = 1 << 30

    init() {
        unsafe context = ZSTD_createDCtx()
    }

    deinit {
        unsafe ZSTD_freeDCtx(context)
    }

    /// Gives bytes back that must be `length` long, as the database says; nil when they are damaged.
    func decompress(_ stored: Data, packing: Int, length: Int) -> [UInt8]? {
        guard let format = CompressedBytes.Format(rawValue: packing), (0...Self.limit).contains(length),
            unsafe context != nil
        else { return nil }
        switch format {
        case .plain:
            return stored.count == length ? [UInt8](stored) : nil
        case .zstd:
            return unsafe stored.withUnsafeBytes { source in
                // The frame itself says its length: nothing is reserved for a length that it does not hold.
                guard unsafe ZSTD_getFrameContentSize(source.baseAddress, source.count) == UInt64(length)
                else { return nil }
                var isWhole = false
                let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { target, count in
                    let written = unsafe ZSTD_decompressDCtx(
                        context, target.baseAddress, length, source.baseAddress, source.count)
                    isWhole = written == length
                    count = isWhole ? length : 0
                }
                return isWhole ? bytes : nil
            }
        }
    }
}

/// Compresses blocks one after the other, with one context for all.
@safe
final class Compressor {
    private let context: OpaquePointer?
    /// Where frames are made: as large as the largest so far.
    private var frame: [UInt8] = []

    init() {
        unsafe context = ZSTD_createCCtx()
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1)
        // A table of 8 KiB, which a block does not outgrow: a fifth faster than the level's own, 2 % larger.
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, 11)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    }

    deinit {
        unsafe ZSTD_freeCCtx(context)
    }

    /// Makes bytes ready to store.
    ///
    /// Cost: 2 to 4 ms a MB.
    func compress(_ bytes: ArraySlice<UInt8>) -> CompressedBytes {
        let count = frame(of: bytes)
        guard count > 0, count < bytes.count else {
            return CompressedBytes(format: .plain, stored: Data(bytes))
        }
        return CompressedBytes(format: .zstd, stored: Data(frame[..<count]))
    }

    /// Makes a frame; 0 when it is not worth the work.
    private func frame(of bytes: ArraySlice<UInt8>) -> Int {
        // A frame has 13 bytes around its content: a keystroke's echo is not worth it.
        guard bytes.count > 48, unsafe context != nil else { return 0 }
        let room = ZSTD_compressBound(bytes.count)
        if frame.count < room { frame = [UInt8](repeating: 0, count: room) }
        let written = unsafe frame.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe ZSTD_compress2(
                    context, target.baseAddress, target.count, source.baseAddress, source.count)
            }
        }
        return ZSTD_isError(written) != 0 ? 0 : written
    }
}
