package almanac.icalendar;

import almanac.entry.MailAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Mail addresses as calendar addresses (RFC 5545 3.3.3). Where a server names people in its own
 * way, {@code urn:uuid:} or a path, EMAIL says how to reach them (RFC 7986 6.2).
 */
final class CalendarAddress {

    private static final String SCHEME = "mailto:";

    /** What RFC 6068 2 lets stand, of the characters that our mail addresses have. */
    private static final String PLAIN = "!$&'*+-./=_~@";

    private CalendarAddress() {}

    static Optional<MailAddress> mailAddress(ContentLine line) {
        return ofUri(line.value().strip())
                .or(() -> line.text("EMAIL").map(String::strip))
                .filter(MailAddress::isOne)
                .map(MailAddress::new);
    }

    private static Optional<String> ofUri(String uri) {
        if (!isMailto(uri)) {
            return Optional.empty();
        }
        var encoded = uri.substring(SCHEME.length()).split("\\?", 2)[0].replace("+", "%2B");
        try {
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8))
                    .filter(MailAddress::isOne);
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static boolean isMailto(String uri) {
        return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The URI where it says more than {@link #uri} would. */
    static Optional<String> beyond(MailAddress address, String uri) {
        var plain = isMailto(uri) ? SCHEME + uri.substring(SCHEME.length()) : uri;
        return plain.equals(uri(address)) ? Optional.empty() : Optional.of(uri);
    }

    static String uri(MailAddress address) {
        var uri = new StringBuilder(SCHEME);
        for (var octet : address.text().getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append("%%%02X".formatted((int) c));
            }
        }
        return uri.toString();
    }
}
