package almanac.app.web;

import almanac.app.digest.Fingerprints;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A request that is told from others by its query and its body, which can still be read. */
final class RepeatableBody extends HttpServletRequestWrapper {

    private final Optional<byte[]> body;
    private final String fingerprint;

    private RepeatableBody(HttpServletRequest request, Optional<byte[]> body, String fingerprint) {
        super(request);
        this.body = body;
        this.fingerprint = fingerprint;
    }

    /** The container reads multipart bodies itself, so of those only the length is compared. */
    static RepeatableBody of(HttpServletRequest request) throws IOException {
        var type = Optional.ofNullable(request.getContentType()).orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            var length = "multipart of " + request.getContentLengthLong();
            return new RepeatableBody(request, Optional.empty(), length + query(request));
        }
        var bytes = request.getInputStream().readAllBytes();
        var fingerprint = Fingerprints.sha256(bytes) + query(request);
        return new RepeatableBody(request, Optional.of(bytes), fingerprint);
    }

    /** Hashed like the body: either may hold what must not be stored. */
    private static String query(HttpServletRequest request) {
        return Optional.ofNullable(request.getQueryString())
                .map(query -> "?" + Fingerprints.sha256(query))
                .orElse("");
    }

    String fingerprint() {
        return fingerprint;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body.isPresent() ? new Bytes(body.get()) : super.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is read at once");
        }
    }
}
