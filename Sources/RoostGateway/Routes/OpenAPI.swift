import RoostTasks
import RoostWire

/// `GET /openapi.json`: OpenAPI 3.1, made of the table of calls, so that it lists just what there is.
enum OpenAPI {
    static let document: JSONValue = {
        var paths: [JSONValue.Member] = []
        for route in Route.all where !paths.contains(where: { $0.key == route.path }) {
            let operations = Route.all.filter { $0.path == route.path }
            paths.append(
                .init(
                    key: route.path,
                    value: .object(
                        operations.map { .init(key: $0.method.lowercased(), value: operation($0)) })))
        }
        return .members([
            "openapi": .string("3.1.0"),
            "info": .members([
                "title": .string("roost"), "version": .string(Build.version),
                "description": .string("Sessions of a roost server over HTTP and WebSocket."),
            ]),
            "paths": .object(paths),
            "components": .members([
                "schemas": .object(Schemas.all.map { .init(key: $0.name, value: $0.schema) }),
                "securitySchemes": .members([
                    "bearer": .members([
                        "type": .string("http"), "scheme": .string("bearer"), "bearerFormat": .string("JWT"),
                    ])
                ]),
            ]),
        ])
    }()

    private static func operation(_ route: Route) -> JSONValue {
        var operation = JSONValue.members([
            "operationId": .string(route.operation.rawValue), "summary": .string(route.summary),
            "parameters": .array(pathParameters(route) + route.parameters.map(parameter)),
        ])
        if let body = route.body {
            operation = operation.adding(
                "requestBody",
                .members(["required": .bool(true), "content": content(body)]))
        }
        var success = JSONValue.members(["description": .string("It was done.")])
        if let answer = route.answer { success = success.adding("content", content(answer)) }
        operation = operation.adding(
            "responses",
            .members([
                "\(route.status)": success,
                "default": .members(["description": .string("It was not."), "content": content("Error")]),
            ]))
        let security: [JSONValue] =
            route.scope == nil ? [] : [.members(["bearer": .array([])])]
        return operation.adding("security", .array(security))
    }

    private static func content(_ schema: String) -> JSONValue {
        .members(["application/json": .members(["schema": Schemas.reference(schema)])])
    }

    private static func pathParameters(_ route: Route) -> [JSONValue] {
        route.template.filter { $0.hasPrefix("{") }.map { name in
            .members([
                "name": .string(String(name.dropFirst().dropLast())), "in": .string("path"),
                "required": .bool(true), "schema": .members(["type": .string("string")]),
                "description": .string(
                    name == "{task}"
                        ? "the number of a task" : "the UUID of a session, its number or its name"),
            ])
        }
    }

    private static func parameter(_ parameter: Route.Parameter) -> JSONValue {
        .members([
            "name": .string(parameter.name), "in": .string("query"), "required": .bool(false),
            "schema": .members(["type": .string(parameter.type)]),
            "description": .string(parameter.summary),
        ])
    }
}
