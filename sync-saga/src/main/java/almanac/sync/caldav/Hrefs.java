package almanac.sync.caldav;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses as servers write them (RFC 4918 8.3). The same resource comes as a path and as a URL,
 * with more or fewer characters encoded; here it has one path.
 */
final class Hrefs {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?)://([^/?#]+)([^?#]*).*", Pattern.CASE_INSENSITIVE);

    /** What a path segment may hold as it is (RFC 3986 3.3), and the slash. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/";

    private Hrefs() {}

    /** The path of an href, the same for all ways of writing it. */
    static String path(String href) {
        var absolute = ABSOLUTE.matcher(href.strip());
        return canonical(absolute.matches() ? absolute.group(3) : href.strip());
    }

    /** The URL that an href means; empty where it is none. */
    static Optional<URI> resolve(URI base, String href) {
        var absolute = ABSOLUTE.matcher(href.strip());
        try {
            if (absolute.matches()) {
                return Optional.of(
                        URI.create(
                                absolute.group(1)
                                        + "://"
                                        + absolute.group(2)
                                        + canonical(absolute.group(3))));
            }
            var path = canonical(href.strip());
            return path.isEmpty() || path.startsWith("//")
                    ? Optional.empty()
                    : Optional.of(base.resolve(path.startsWith("/") ? path : "./" + path));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static String canonical(String path) {
        var plain = new StringBuilder();
        for (var i = 0; i < path.length(); ) {
            var c = path.charAt(i);
            if (isEncoded(path, i)) {
                var octet = Integer.parseInt(path.substring(i + 1, i + 3), 16);
                // an encoded slash is part of a name
                append(plain, octet == '/' ? -1 : octet, octet);
                i += 3;
            } else {
                var point = path.codePointAt(i);
                if (point < 0x80) {
                    append(plain, c, c);
                } else {
                    for (var octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                        append(plain, -1, octet & 0xff);
                    }
                }
                i += Character.charCount(point);
            }
        }
        return plain.toString();
    }

    private static boolean isEncoded(String path, int at) {
        return path.charAt(at) == '%'
                && at + 2 < path.length()
                && Character.digit(path.charAt(at + 1), 16) >= 0
                && Character.digit(path.charAt(at + 2), 16) >= 0;
    }

    private static void append(StringBuilder path, int literal, int octet) {
        var plain =
                literal >= 'a' && literal <= 'z'
                        || literal >= 'A' && literal <= 'Z'
                        || literal >= '0' && literal <= '9'
                        || literal >= 0 && PLAIN.indexOf(literal) >= 0;
        if (plain) {
            path.append((char) literal);
        } else {
            path.append("%%%02X".formatted(octet));
        }
    }

    /** Whether a path is that of a resource right in a collection. */
    static boolean isChild(String collection, String path) {
        return path.startsWith(collection)
                && path.length() > collection.length()
                && path.indexOf('/', collection.length()) < 0;
    }

    /** The last name of a path, decoded. */
    static String name(String path) {
        var encoded = path.substring(path.lastIndexOf('/') + 1);
        var octets = new ByteArrayOutputStream();
        for (var i = 0; i < encoded.length(); i++) {
            if (isEncoded(encoded, i)) {
                octets.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.write(encoded.charAt(i));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
