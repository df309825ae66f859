/// Where a program takes a secret on its command line.
struct CommandSecret: Sendable {
    /// How the secret stands with its option.
    enum Shape: Sendable {
        /// In the same word: `-pSECRET`.
        case attached
        /// The next word, or after `=` in the same one: `-p SECRET`, `--pass=SECRET`.
        case value
        /// The same with a name before it, up to a sign: `-u user:SECRET`.
        case after(UInt8)
        /// The same with a name before it in the option's own word: `--from-literal=name=SECRET`.
        case afterName(UInt8)
    }

    let programs: Set<String>
    let options: Set<String>
    let shape: Shape
    /// The option means something else without this word before it; nil: it never does.
    let subcommand: String?

    private init(_ programs: String, _ options: String, _ shape: Shape, after subcommand: String? = nil) {
        self.subcommand = subcommand
        self.programs = Set(programs.split(separator: " ").map(String.init))
        self.options = Set(options.split(separator: " ").map(String.init))
        self.shape = shape
    }

    /// From which of the words on, counted from the program's, the option has this meaning; nil: it has not.
    func begin(in words: [String], after program: Int) -> Int? {
        guard let subcommand else { return program }
        return words[program...].firstIndex(of: subcommand)
    }

    /// By the programs' manuals; options whose names say it (`--password`) are known to ``Redactor``.
    static let all: [CommandSecret] = [
        CommandSecret("curl", "-u --user -U --proxy-user", .after(UInt8(ascii: ":"))),
        CommandSecret("http https xh", "-a --auth", .after(UInt8(ascii: ":"))),
        CommandSecret("smbclient rpcclient net", "-U --user", .after(UInt8(ascii: "%"))),
        CommandSecret("openssl", "-pass -passin -passout", .after(UInt8(ascii: ":"))),
        CommandSecret(
            "mysql mysqldump mysqladmin mysqlimport mysqlshow mysqlcheck mariadb mariadb-dump mariadb-admin",
            "-p", .attached),
        CommandSecret("sshpass 7z 7za 7zr rar unrar", "-p -hp", .attached),
        CommandSecret("sshpass mongo mongosh mongodump mongorestore", "-p", .value),
        CommandSecret("docker podman nerdctl oras skopeo buildah crane az", "-p", .value, after: "login"),
        CommandSecret("redis-cli", "-a --pass", .value),
        CommandSecret("zip unzip sqlcmd bcp ssh-keygen", "-P", .value),
        CommandSecret("ssh-keygen", "-N", .value),
        CommandSecret("ldapsearch ldapadd ldapmodify ldapdelete ldappasswd ldapwhoami", "-w", .value),
        CommandSecret("ldappasswd", "-s -a", .value),
        CommandSecret("kubectl oc", "--from-literal", .afterName(UInt8(ascii: "="))),
        CommandSecret("aws", "aws_secret_access_key aws_session_token", .value),
    ]

    /// Programs that read a secret from a pipe or a here-string with these words.
    static let readers: [(program: String, words: Set<String>)] = [
        ("sudo", ["-S", "--stdin"]), ("docker", ["--password-stdin"]), ("podman", ["--password-stdin"]),
        ("helm", ["--password-stdin"]), ("gh", ["--with-token"]), ("glab", ["--stdin"]),
        ("passwd", ["--stdin"]), ("chpasswd", []), ("gpg", ["--passphrase-fd"]), ("cryptsetup", ["-"]),
    ]
}
