import NIOCore
import RoostIO

/// The loop of the gateway; roost has one of its own with the same name.
typealias NIOLoop = NIOCore.EventLoop

/// What a system call said; NIO has one of its own with the same name.
typealias SystemError = RoostIO.IOError
