// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every Swift target: warnings are errors, unsafe code is visible.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "roost",
    products: [
        .executable(name: "roost", targets: ["roost"]),
        .executable(name: "roost-server", targets: ["roost-server"]),
        .executable(name: "roost-keeper", targets: ["roost-keeper"]),
        .executable(name: "roost-api", targets: ["roost-api"]),
        .executable(name: "roost-gateway", targets: ["roost-gateway"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        // Only roost-api and roost-gateway speak HTTP; nothing else links these.
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        // HMAC for the gateway's tokens; the packages above bring it along anyway.
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
    ],
    targets: [
        // Floor 0: C fences, no decisions.
        .target(name: "CPosix"),
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CZstd"),

        // Floor 1: pure values.
        .target(name: "RoostTerminal", swiftSettings: strict),
        .target(name: "RoostModel", swiftSettings: strict),
        .target(name: "RoostTasks", dependencies: ["RoostModel"], swiftSettings: strict),
        .target(name: "RoostWire", dependencies: ["RoostModel", "RoostTerminal"], swiftSettings: strict),
        .target(name: "RoostKeeperProtocol", dependencies: ["CPosix"], swiftSettings: strict),

        // Floor 2: one edge of the system each.
        .target(name: "RoostIO", dependencies: ["CPosix"], swiftSettings: strict),
        .target(
            name: "RoostPTY", dependencies: ["CPosix", "RoostIO", "RoostKeeperProtocol"],
            swiftSettings: strict),
        .target(
            name: "RoostStore",
            dependencies: [
                "CPosix", "CZstd", "RoostIO", "RoostModel", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "RoostConfig",
            dependencies: ["RoostDetect", "RoostIO", "RoostModel", "RoostTasks", "RoostTerminal"],
            resources: [
                .embedInCode("../../Themes/roost-dark.toml"), .embedInCode("../../Themes/roost-light.toml"),
                .embedInCode("Providers"), .embedInCode("Shell"),
            ],
            swiftSettings: strict),
        .target(
            name: "RoostLog",
            dependencies: ["RoostIO", "RoostModel", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .target(name: "RoostDetect", dependencies: ["RoostModel", "RoostTerminal"], swiftSettings: strict),

        // Floor 3: the two ends of the socket.
        .target(
            name: "RoostServer",
            dependencies: [
                "RoostConfig", "RoostDetect", "RoostIO", "RoostKeeperProtocol", "RoostLog", "RoostModel",
                "RoostPTY",
                "RoostStore", "RoostTasks", "RoostTerminal", "RoostWire",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "RoostClient",
            dependencies: [
                "CPosix", "RoostIO", "RoostKeeperProtocol", "RoostModel", "RoostTerminal", "RoostWire",
            ],
            swiftSettings: strict),

        // Beside them: sessions for programs elsewhere, over HTTP and WebSocket.
        .target(
            name: "RoostGateway",
            dependencies: [
                "RoostClient", "RoostConfig", "RoostDetect", "RoostIO", "RoostLog", "RoostModel",
                "RoostTasks", "RoostTerminal", "RoostWire",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            resources: [.embedInCode("Page")],
            swiftSettings: strict),

        // Floor 4: what a person sees.
        .target(
            name: "RoostUI",
            dependencies: [
                "CNcurses", "RoostClient", "RoostConfig", "RoostIO", "RoostModel", "RoostTasks",
                "RoostTerminal", "RoostWire",
            ],
            swiftSettings: strict),

        // Floor 5: programs.
        .executableTarget(
            name: "roost",
            dependencies: [
                "RoostClient", "RoostConfig", "RoostDetect", "RoostIO", "RoostModel", "RoostPTY",
                "RoostTasks",
                "RoostTerminal", "RoostUI", "RoostWire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "roost-server", dependencies: ["RoostClient", "RoostIO", "RoostServer", "RoostWire"],
            swiftSettings: strict),
        .executableTarget(
            name: "roost-keeper", dependencies: ["CPosix", "RoostKeeperProtocol"],
            swiftSettings: strict),
        .executableTarget(
            name: "roost-api",
            dependencies: [
                "RoostIO", "RoostModel", "RoostTasks", "RoostWire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "roost-gateway",
            dependencies: [
                "RoostClient", "RoostConfig", "RoostGateway", "RoostIO", "RoostModel", "RoostWire",
            ],
            swiftSettings: strict),

        // What is measured, fuzzed and broken on purpose: make bench, make fuzz, make torture.
        .executableTarget(
            name: "roost-bench", dependencies: ["RoostTerminal", "RoostTestSupport", "RoostWire"],
            path: "Tests/Benchmarks", swiftSettings: strict),
        .executableTarget(
            name: "roost-fuzz",
            dependencies: [
                "CPosix", "RoostClient", "RoostKeeperProtocol", "RoostModel", "RoostPTY", "RoostTerminal",
                "RoostTestSupport", "RoostWire",
            ],
            path: "Tests/Fuzz", exclude: ["Corpus"],
            swiftSettings: strict),
        .target(name: "CSeccomp", path: "Tests/CSeccomp"),
        .executableTarget(
            name: "roost-torture",
            dependencies: [
                "CPosix", "CSeccomp", "RoostModel", "RoostPTY", "RoostStore", "RoostTerminal",
                "RoostTestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/Torture",
            swiftSettings: strict),
        .testTarget(
            name: "TortureTests", dependencies: ["RoostTestSupport", "roost-torture"], swiftSettings: strict),
        .testTarget(
            name: "FuzzTests", dependencies: ["RoostTerminal", "RoostTestSupport", "roost-fuzz"],
            swiftSettings: strict),

        // Tests: one target for each module, and the programs as a whole.
        .target(
            name: "RoostTestSupport", dependencies: ["CPosix", "RoostModel", "RoostTerminal"],
            path: "Tests/RoostTestSupport",
            swiftSettings: strict),
        .testTarget(
            name: "RoostTerminalTests", dependencies: ["RoostTerminal", "RoostTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "RoostModelTests", dependencies: ["RoostModel", "RoostTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RoostTasksTests",
            dependencies: ["RoostConfig", "RoostModel", "RoostTasks", "RoostTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "RoostWireTests",
            dependencies: ["RoostModel", "RoostTerminal", "RoostWire", "RoostTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "RoostIOTests", dependencies: ["RoostIO", "RoostTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RoostPTYTests",
            dependencies: ["CPosix", "RoostIO", "RoostKeeperProtocol", "RoostPTY", "RoostTestSupport"],
            swiftSettings: strict),
        .executableTarget(
            name: "keeper-test-server", dependencies: ["RoostIO", "RoostKeeperProtocol", "RoostPTY"],
            path: "Tests/KeeperTests/Server",
            swiftSettings: strict),
        .testTarget(
            name: "KeeperTests",
            dependencies: [
                "RoostIO", "RoostKeeperProtocol", "RoostPTY", "keeper-test-server", "roost-keeper",
                "RoostTestSupport",
            ],
            exclude: ["Server"],
            swiftSettings: strict),
        .testTarget(
            name: "RoostStoreTests",
            dependencies: [
                "RoostModel", "RoostStore", .product(name: "GRDB", package: "GRDB.swift"), "RoostTestSupport",
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(
            name: "RoostConfigTests",
            dependencies: [
                "RoostConfig", "RoostDetect", "RoostModel", "RoostTasks", "RoostTerminal", "RoostTestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RoostLogTests",
            dependencies: [
                "RoostLog", "RoostModel", "RoostTestSupport", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RoostDetectTests",
            dependencies: ["RoostConfig", "RoostDetect", "RoostModel", "RoostTerminal", "RoostTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "RoostServerTests",
            dependencies: [
                "CPosix", "RoostClient", "RoostConfig", "RoostDetect", "RoostIO", "RoostKeeperProtocol",
                "RoostModel",
                "RoostPTY",
                "RoostServer", "RoostStore", "RoostTasks", "RoostTerminal", "RoostTestSupport", "RoostWire",
                "roost-server",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RoostGatewayTests",
            dependencies: [
                "RoostGateway", "RoostModel", "RoostTasks", "RoostTerminal", "RoostTestSupport", "RoostWire",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RoostClientTests",
            dependencies: [
                "RoostClient", "RoostIO", "RoostModel", "RoostTerminal", "RoostTestSupport", "RoostWire",
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "RoostUITests",
            dependencies: [
                "RoostClient", "RoostConfig", "RoostIO", "RoostModel", "RoostTasks", "RoostTerminal",
                "RoostUI", "RoostWire",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RoostCommandTests",
            dependencies: [
                "RoostClient", "RoostConfig", "RoostDetect", "RoostModel", "RoostTerminal", "RoostWire",
                "roost",
                .product(name: "ArgumentParser", package: "swift-argument-parser"), "RoostTestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RoostAPITests",
            dependencies: [
                "RoostConfig", "RoostModel", "RoostTasks", "RoostTestSupport", "roost-api",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "RoostTerminal", "RoostTestSupport", "roost", "roost-gateway", "roost-keeper", "roost-server",
            ],
            exclude: ["Gateway/Clients"],
            swiftSettings: strict),
    ]
)
