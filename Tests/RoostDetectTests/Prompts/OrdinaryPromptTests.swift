import RoostDetect
import RoostModel
import Testing

/// What ordinary programs ask in English, German and French, as it stands on the screen of the real ones.
@Suite struct OrdinaryPromptTests {
    private typealias P = OrdinaryPrompt

    private static let logins: [OrdinaryPrompt] = [
        P("sudo", "$ sudo ls\n[sudo] password for ann: ", .secret, .authentication),
        P("sudo", "$ sudo ls\n[sudo] Passwort für ann: ", .secret, .authentication),
        P("sudo over ssh", "ann@box:~$ sudo ls\n[sudo] Passwort für ann: ", .keyAmongOthers, .authentication),
        P(
            "sudo over ssh", "ann@box:~$ sudo ls\n[sudo] Mot de passe de ann : ", .keyAmongOthers,
            .authentication),
        P("su over ssh", "ann@box:~$ su\nMot de passe : ", .keyAmongOthers, .authentication),
        P("su over ssh", "ann@box:~$ su\nPasswort: ", .keyAmongOthers, .authentication),
        P("passwd", "Changing password for ann.\nCurrent password: ", .secret, .authentication),
        P(
            "passwd over ssh", "Ändern des Passworts für ann.\nGeben Sie ein neues Passwort ein: ",
            .keyAmongOthers,
            .authentication),
        P("ssh", "$ ssh box\nann@box's password: ", .secret, .authentication),
        P("ssh", "Enter passphrase for key '/home/ann/.ssh/id_ed25519': ", .secret, .authentication),
        P(
            "ssh over ssh", "ann@box:~$ ssh inner\n(ann@inner) Verification code: ", .keyAmongOthers,
            .authentication),
        P(
            "ssh",
            "The authenticity of host 'box (10.0.0.7)' can't be established.\n"
                + "ED25519 key fingerprint is SHA256:abc.\n"
                + "Are you sure you want to continue connecting (yes/no/[fingerprint])? ", .line, .trust),
        P("git", "$ git push\nUsername for 'https://github.com': ", .line, .authentication),
        P("git", "$ git push\nPassword for 'https://ann@github.com': ", .secret, .authentication),
        P("docker", "$ docker login\nUsername: ", .lineAmongOthers, .authentication),
        P("docker", "$ docker login\nUsername (ann): ", .lineAmongOthers, .authentication),
        P(
            "npm login",
            "$ npm login --auth-type=legacy\nnpm notice Log in on https://registry.npmjs.org/\nUsername: ",
            .keyAmongOthers, .authentication),
        P(
            "npm publish", "This operation requires a one-time password.\nEnter OTP: ", .keyAmongOthers,
            .authentication),
        P(
            "gh",
            "! First copy your one-time code: AB12-CD34\n"
                + "Press Enter to open https://github.com/login/device in your browser... ", .key,
            .authentication),
        P(
            "az",
            "$ az login --use-device-code\nTo sign in, use a web browser to open the page "
                + "https://microsoft.com/devicelogin and enter the code ABCD12345 to authenticate.\n",
            .network,
            .authentication),
        P(
            "aws sso",
            "If the browser does not open, open the following URL:\n\n"
                + "https://device.sso.eu-central-1.amazonaws.com/\n\nThen enter the code:\n\nABCD-EFGH\n",
            .nothing,
            .authentication),
        P(
            "gcloud",
            "Go to the following link in your browser, and complete the sign-in prompts:\n\n"
                + "    https://accounts.google.com/o/oauth2/auth?response_type=code\n\n"
                + "Once finished, enter the verification code provided in your browser: ", .line,
            .authentication),
        P(
            "vercel",
            "> Visit this URL to log in:\n  https://vercel.com/oauth/device?user_code=ABCD-EFGH\n"
                + "  Waiting for authentication...\n", .network, .authentication),
        P("aws configure", "$ aws configure\nAWS Access Key ID [None]: ", .line, .authentication),
        P(
            "aws configure", "AWS Access Key ID [None]: x\nAWS Secret Access Key [None]: ", .line,
            .authentication),
        P(
            "cargo", "$ cargo login\nplease paste the token found on https://crates.io/me below\n", .line,
            .authentication),
        P("telnet", "Debian GNU/Linux 12 box\n\nbox login: ", .keyAmongOthers, .authentication),
        P("ftp", "220 Welcome\nName (box:ann): ", .line, .question),
        P("mysql over ssh", "ann@box:~$ mysql -p\nEnter password: ", .keyAmongOthers, .authentication),
        P("psql", "$ psql -h box\nPassword for user ann: ", .secret, .authentication),
        P("openssl", "Enter PEM pass phrase:", .secret, .authentication),
        P(
            "git-crypt in a container", "root@c1:/# gpg -d x\nEnter passphrase: ", .keyAmongOthers,
            .authentication),
        P("twine", "$ twine upload dist/*\nEnter your API token: ", .secret, .authentication),
        P("cryptsetup", "Geben Sie die Passphrase für »/dev/sdb« ein: ", .secret, .authentication),
    ]

    private static let choices: [OrdinaryPrompt] = [
        P(
            "apt", "After this operation, 3 MB will be used.\nDo you want to continue? [Y/n] ", .line,
            .question),
        P("apt", "Möchten Sie fortfahren? [J/n] ", .line, .question),
        P("apt over ssh", "Souhaitez-vous continuer ? [O/n] ", .keyAmongOthers, .question),
        P("apt under sudo", "Möchten Sie fortfahren? [J/n] ", .unknown, .question),
        P("dpkg", "*** foo.conf (Y/I/N/O/D/Z) [default=N] ? ", .unknown, .question),
        P("dnf", "Is this ok [y/N]: ", .lineAmongOthers, .question),
        P("pacman", ":: Proceed with installation? [Y/n] ", .unknown, .question),
        P("zypper", "Continue? [y/n/v/...? shows all options] (y): ", .unknown, .question),
        P("pip", "Proceed (Y/n)? ", .line, .question),
        P("conda", "Proceed ([y]/n)? ", .line, .question),
        P(
            "npx", "Need to install the following packages:\ncreate-vite@5\nOk to proceed? (y) ",
            .keyAmongOthers,
            .question),
        P("git add -p", "(1/1) Stage this hunk [y,n,q,a,d,e,p,?]? ", .line, .question),
        P(
            "git clean -i", "*** Commands ***\n    1: clean    2: filter by pattern    6: help\nWhat now> ",
            .line,
            .question),
        P("git mergetool", "Hit return to start merge resolution tool (vimdiff): ", .line, .question),
        P("rm", "rm: remove regular file 'x'? ", .line, .question),
        P("rm", "rm: reguläre leere Datei 'x' entfernen? ", .line, .question),
        P("rm under sudo", "rm : supprimer 'x' du type fichier vide ? ", .unknown, .question),
        P("cp", "cp: overwrite 'b'? ", .line, .question),
        P("mv over ssh", "mv: 'b' überschreiben? ", .keyAmongOthers, .question),
        P("find -ok", "< rm ... ./x > ? ", .line, .question),
        P("xargs -p", "rm a b ?...", .line, .question),
        P("unzip", "replace a.txt? [y]es, [n]o, [A]ll, [N]one, [r]ename: ", .line, .question),
        P(
            "docker",
            "WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ",
            .lineAmongOthers, .question),
        P(
            "terraform",
            "Do you want to perform these actions?\n  Only 'yes' will be accepted to approve.\n\n"
                + "  Enter a value: ", .lineAmongOthers, .question),
        P("ufw", "Proceed with operation (y|n)? ", .unknown, .question),
        P("certbot", "(Y)es/(N)o: ", .unknown, .question),
        P("svn", "(R)eject, accept (t)emporarily or accept (p)ermanently? ", .line, .question),
        P("fsck", "Inode 12 has zero dtime.  Fix<y>? ", .unknown, .question),
        P("mkfs", "Proceed anyway? (y,N) ", .unknown, .question),
        P("adduser", "Ist diese Information richtig? [J/n] ", .unknown, .question),
        P("gpg", "Change (N)ame, (E)mail, or (O)kay/(Q)uit? ", .key, .question),
        P("gpg", "Ist dies richtig? (j/N) ", .key, .question),
        P(
            "rustup",
            "1) Proceed with standard installation (default)\n2) Customize installation\n"
                + "3) Cancel installation\n>", .line, .question),
        P("bash select", "1) red\n2) green\n#? ", .line, .question).with {
            ($0.isOwnForeground, $0.isCommandRunning) = (true, true)
        },
    ]

    private static let fields: [OrdinaryPrompt] = [
        P("read -p", "$ read -p 'Name: ' x\nName: ", .line, .question).with { $0.isOwnForeground = true },
        P("read -n1", "$ read -n1 -p 'Weiter (j/n) '\nWeiter (j/n) ", .key, .question).with {
            ($0.isOwnForeground, $0.isCommandRunning) = (true, true)
        },
        P("python", "$ python3 ask.py\nName: ", .line, .question),
        P("python", "Wie viele Dateien sollen es sein ", .line, .question),
        P(
            "ssh-keygen",
            "Generating public/private ed25519 key pair.\n"
                + "Enter file in which to save the key (/home/ann/.ssh/id_ed25519): ", .line, .question),
        P("ssh-keygen", "/home/ann/.ssh/id_ed25519 already exists.\nOverwrite (y/n)? ", .line, .question),
        P("openssl req", "Country Name (2 letter code) [AU]:", .line, .question),
        P("gpg", "Real name: ", .key, .question),
        P("npm init", "Press ^C at any time to quit.\npackage name: (app) ", .keyAmongOthers, .question),
        P("create-vite", "? Project name: › vite-project", .keyAmongOthers, .question),
        P("clack", "◆  What is your name?\n│  \n└", .keyAmongOthers, .question),
        P("inquirer", "? Which one? (Use arrow keys)\n❯ Red\n  Green\n  Blue", .keyAmongOthers, .question),
        P("gh", "? Authenticate Git with your GitHub credentials? (Y/n) ", .keyAmongOthers, .question),
        P("fdisk", "Partition number (1-128, default 1): ", .unknown, .question),
        P("composer", "Package name (<vendor>/<name>) [ann/app]: ", .line, .question),
        P("django", "Did you rename a.b to a.c (a IntegerField)? [y/N] ", .line, .question),
        P("rails", "Overwrite /app/x.rb? (enter \"h\" for help) [Ynaqdhm] ", .line, .question),
        P("make config", "Support for foo (FOO) [Y/n/?] (NEW) ", .line, .question),
        P("ansible", "Press 'C' to continue the play or 'A' to abort ", .key, .question),
        P("pause", "Press any key to continue . . . ", .key, .question),
        P("pause", "Weiter mit der Eingabetaste ... ", .line, .question),
        P("man", "What manual page do you want?\nFor example, try 'man man'.\nNom : ", .line, .question),
    ]

    /// None is missed, and none is taken for another kind.
    @Test func `ordinary programs' prompts need somebody`() {
        let all = Self.logins + Self.choices + Self.fields
        #expect(all.count >= 65)
        let missed = all.filter { $0.verdict().attention?.kind != $0.kind }
        #expect(missed.isEmpty, "\(missed.map { "\($0.testDescription) -> \($0.verdict().line)" })")
    }
}
