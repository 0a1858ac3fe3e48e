package almanac.sync.mail;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that takes mails of who has logged in over an encrypted connection, as most do. */
final class SecureSmtp implements AutoCloseable {

    static final SmtpSettings.Login LOGIN = new SmtpSettings.Login("almanac", "Open-Sesame-42");

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private SecureSmtp(SMTPServer.Builder builder) {
        this.server =
                builder.bindAddress(InetAddress.getLoopbackAddress())
                        .port(0)
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory(
                                        (name, password, context) -> login(name, password)))
                        .requireAuth()
                        .messageHandler((context, from, to, data) -> taken.add(to))
                        .build();
        server.start();
    }

    /** Begins in the open and does nothing there but to go over to TLS. */
    static SecureSmtp startingTls(TestCertificate certificate) {
        return new SecureSmtp(
                new SMTPServer.Builder().requireTLS().startTlsSocketFactory(certificate.context()));
    }

    /** Speaks TLS from the first byte. */
    static SecureSmtp tls(TestCertificate certificate) {
        return new SecureSmtp(new SMTPServer.Builder().serverSocketFactory(certificate.context()));
    }

    private void login(String name, String password) throws LoginFailedException {
        logins.add(name);
        if (!LOGIN.equals(new SmtpSettings.Login(name, password))) {
            throw new LoginFailedException();
        }
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Whose mails it took. */
    List<String> taken() {
        return taken;
    }

    /** Who tried to log in, with whatever password. */
    List<String> logins() {
        return logins;
    }

    @Override
    public void close() {
        server.stop();
    }
}
