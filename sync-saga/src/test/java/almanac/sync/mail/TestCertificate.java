package almanac.sync.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that nobody knows, made by the JDK's own tool and good for a few days.
 *
 * @param pem what a client is told to trust
 * @param context of a server that has the key
 */
record TestCertificate(Path pem, SSLContext context) {

    private static final String PASSWORD = "changeit";

    /**
     * @param names as keytool has them, such as {@code ip:127.0.0.1}
     */
    static TestCertificate of(Path directory, String names) {
        var kept = directory.resolve(names.replaceAll("\\W", "-") + ".p12");
        try {
            make(kept, names);
            var store = KeyStore.getInstance(kept.toFile(), PASSWORD.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            var encoded =
                    Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(store.getCertificate("server").getEncoded());
            var pem = directory.resolve(kept.getFileName() + ".pem");
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
            return new TestCertificate(pem, context);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void make(Path kept, String names) throws IOException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + names,
                        "-validity",
                        "3",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        kept.toString(),
                        "-storepass",
                        PASSWORD);
        var process = command.redirectErrorStream(true).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(
                        "no certificate: "
                                + new String(
                                        process.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
