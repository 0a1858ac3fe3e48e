package almanac.sync.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that says of one address what it is told to say, and takes the rest. It offers
 * nothing beyond RFC 5321, and keeps every command that it heard.
 */
final class PickySmtp implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final String address;
    private final String says;

    PickySmtp(String address, String says) throws IOException {
        this.address = address;
        this.says = says;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Whose mails it took. */
    List<String> taken() {
        return taken;
    }

    /** What callers said in the open. */
    List<String> heard() {
        return heard;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                talk(caller);
            } catch (IOException ended) {
                // the caller or the test is through
            }
        }
    }

    private void talk(Socket caller) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        var out = caller.getOutputStream();
        say(out, "220 picky");
        var recipient = "";
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            var upper = line.toUpperCase(Locale.ROOT);
            if (upper.startsWith("RCPT TO")) {
                recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                say(out, recipient.equals(address) ? says : "250 ok");
            } else if (upper.equals("DATA")) {
                say(out, "354 go on");
                while (!".".equals(in.readLine())) {
                    // what it says is of no account
                }
                taken.add(recipient);
                say(out, "250 taken");
            } else {
                say(out, upper.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
