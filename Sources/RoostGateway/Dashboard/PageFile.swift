/// The files of the dashboard, which the gateway carries.
enum PageFile {
    private static let files: [(path: [String], type: String, bytes: [UInt8])] = [
        ([""], "text/html; charset=utf-8", PackageResources.index_html),
        (["page", "page.css"], "text/css; charset=utf-8", PackageResources.page_css),
        (["page", "terminal.css"], "text/css; charset=utf-8", PackageResources.terminal_css),
        (["page", "icon.svg"], "image/svg+xml", PackageResources.icon_svg),
        (["page", "page.js"], script, PackageResources.page_js),
        (["page", "api.js"], script, PackageResources.api_js),
        (["page", "dom.js"], script, PackageResources.dom_js),
        (["page", "list.js"], script, PackageResources.list_js),
        (["page", "session.js"], script, PackageResources.session_js),
        (["page", "attention.js"], script, PackageResources.attention_js),
        (["page", "past.js"], script, PackageResources.past_js),
        (["page", "create.js"], script, PackageResources.create_js),
        (["page", "terminal.js"], script, PackageResources.terminal_js),
        (["page", "rows.js"], script, PackageResources.rows_js),
        (["page", "keyboard.js"], script, PackageResources.keyboard_js),
        (["page", "mouse.js"], script, PackageResources.mouse_js),
    ]

    private static let script = "text/javascript; charset=utf-8"

    /// The paths, for who looks whether all are there.
    static var paths: [String] { files.map { "/" + $0.path.joined(separator: "/") } }

    /// Nothing from elsewhere, and no script or style that is not a file: what a program prints can run nothing.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    /// The file at a path; nil if there is none.
    static func response(_ request: APIRequest) -> APIResponse? {
        guard request.method == "GET" || request.method == "HEAD",
            let file = files.first(where: { $0.path == request.target.path })
        else { return nil }
        var response = APIResponse(String(decoding: file.bytes, as: UTF8.self), type: file.type)
        response.policy = policy
        response.headers = [
            ("referrer-policy", "no-referrer"), ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ]
        return response
    }
}
