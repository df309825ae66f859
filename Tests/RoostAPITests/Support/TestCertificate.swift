import NIOSSL

/// A certificate for `api.test` and the loopback, signed by itself and good until 2120, which nobody trusts unless he is told to.
enum TestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBZDCCAQqgAwIBAgIBAjAKBggqhkjOPQQDAjATMREwDwYDVQQDDAhhcGkudGVz
        dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowEzERMA8GA1UEAwwI
        YXBpLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATfoTPtJlV0sGySR3rV
        qgmdKd92n0UbBdIvSGo9qfcObe1bybqMbcR2incQMmccKY6H+eNW2F63ilwkH0p2
        Gvo6o00wSzAPBgNVHRMBAf8EBTADAQH/MBkGA1UdEQQSMBCCCGFwaS50ZXN0hwR/
        AAABMB0GA1UdDgQWBBSFy/Z+1RBjggt7eTCp4j/tiCDmYzAKBggqhkjOPQQDAgNI
        ADBFAiBiQz8wUmaNNisVHpKrVDOWiQoF4l5MtRjzxp5oXqHBSQIhALIovjFRK2Cy
        3YhnckYew+SJgyW9UrK1dzgijyYrhXYk
        -----END CERTIFICATE-----

        """

    /// Worth nothing: it stands here for everybody to read.
    private static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgEqCMI52Xgh1HuXtN
        28I3s3V/Hy+ATdrZ4TlSDgZiIAuhRANCAATfoTPtJlV0sGySR3rVqgmdKd92n0Ub
        BdIvSGo9qfcObe1bybqMbcR2incQMmccKY6H+eNW2F63ilwkH0p2Gvo6
        -----END PRIVATE KEY-----

        """

    /// What a server speaks TLS with.
    static let serverContext: Result<NIOSSLContext, any Error> = Result {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    }
}
