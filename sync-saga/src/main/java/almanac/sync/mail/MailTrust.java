package almanac.sync.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of a file and no others; for a mail server of one's own. */
public final class MailTrust {

    private MailTrust() {}

    /**
     * @param certificates of authorities or of the server itself, in PEM (RFC 7468)
     * @throws IllegalArgumentException for a file without certificates
     */
    public static SSLSocketFactory in(Path certificates) {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(read(certificates));
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalArgumentException(
                    "no certificates can be read from " + certificates, unreadable);
        }
    }

    private static KeyStore read(Path certificates) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificates)) {
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), each);
            }
        }
        if (store.size() == 0) {
            throw new IllegalArgumentException("there is no certificate in " + certificates);
        }
        return store;
    }
}
