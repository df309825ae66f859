import FoundationEssentials
import RoostConfig
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct ConfigurationFilesTests {
    @Test func `what was asked for is remembered, for the user alone`() throws {
        let folder = try TemporaryFolder()
        try folder.write("[retention]\ndays = 0", to: "config.toml")
        #expect(ConfigurationFiles.load(folder.paths).failure == nil)
        let path = folder.paths.lastConfiguration
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try folder.write("[retention", to: "config.toml")
        #expect(ConfigurationFiles.load(folder.paths).loaded.configuration.retention.days == 0)
    }

    @Test func `what says the same already is left alone`() throws {
        let folder = try TemporaryFolder()
        try folder.write("[retention]\ndays = 1", to: "config.toml")
        _ = ConfigurationFiles.load(folder.paths)
        func inode() throws -> UInt64? {
            try FileManager.default.attributesOfItem(atPath: folder.paths.lastConfiguration)[
                .systemFileNumber]
                as? UInt64
        }
        let first = try inode()
        _ = ConfigurationFiles.load(folder.paths)
        #expect(try inode() == first)
        try folder.write("[retention]\ndays = 0", to: "config.toml")
        _ = ConfigurationFiles.load(folder.paths)
        #expect(try inode() != first)
    }

    @Test func `nothing is remembered where nothing was asked for`() throws {
        let folder = try TemporaryFolder()
        #expect(ConfigurationFiles.load(folder.paths).failure == nil)
        #expect(try folder.names == [])
        try folder.write("[retention]\ndays = 1", to: "config.toml")
        _ = ConfigurationFiles.load(folder.paths)
        #expect(try folder.names == ["config.last.toml", "config.toml"])
        try folder.write("", to: "config.toml")
        #expect(ConfigurationFiles.load(folder.paths).failure == nil)
        #expect(try folder.names == ["config.toml"])
    }

    @Test func `a state folder that cannot be written is told, and the configuration counts all the same`()
        throws
    {
        let folder = try TemporaryFolder()
        try folder.write("[retention]\ndays = 3", to: "config.toml")
        try folder.write("", to: "config.last.toml/inside")
        let files = ConfigurationFiles.load(folder.paths)
        #expect(files.failure != nil)
        #expect(files.loaded.configuration.retention.days == 3)
    }
}
