package almanac.sync.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets requests out to public addresses by https only, so that nobody makes this server ask its own
 * network. Hosts that the operator named are let through as they are.
 *
 * <p>The check resolves the name and wants every address of it to be public. The connection
 * resolves it again: within the JVM's address cache ({@code networkaddress.cache.ttl}, 30 seconds
 * unless configured) it gets the same answer, and an answer that changes after that meets the check
 * of the certificate, which an inner host cannot pass for a foreign name.
 */
public final class OutboundHosts {

    /** Names to addresses; in production the JVM's. */
    public interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final Set<String> allowed;
    private final Resolver resolver;

    /**
     * @param allowed host names or address literals of the operator, which may be private and need
     *     no https
     */
    public OutboundHosts(Set<String> allowed, Resolver resolver) {
        this.allowed =
                allowed.stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        this.resolver = resolver;
    }

    public static OutboundHosts allowing(Set<String> allowed) {
        return new OutboundHosts(allowed, host -> List.of(InetAddress.getAllByName(host)));
    }

    /**
     * Why a request must not go there; empty where it may.
     *
     * @throws UnknownHostException where the name has no address
     */
    public Optional<String> objection(URI target) throws UnknownHostException {
        var host = Optional.ofNullable(target.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (host.isEmpty() || target.getUserInfo() != null) {
            return Optional.of("the address names no host");
        }
        var http = "http".equalsIgnoreCase(target.getScheme());
        var https = "https".equalsIgnoreCase(target.getScheme());
        if (allowed.contains(host) && (http || https)) {
            return Optional.empty();
        }
        if (!https) {
            return Optional.of("only https is let out");
        }
        var literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        for (var address : resolver.resolve(literal)) {
            if (!isPublic(address)) {
                return Optional.of("the host is not on the public internet");
            }
        }
        return Optional.empty();
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    /**
     * Without the networks of RFC 6890, RFC 6598 (shared), 5737 and 2544 (tests), 1112 (class E).
     */
    private static boolean isPublic(byte[] four) {
        var first = four[0] & 0xff;
        var second = four[1] & 0xff;
        var third = four[2] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113
                || first >= 224);
    }

    /** Global unicast (2000::/3) without what carries an IPv4 address or is for documentation. */
    private static boolean isPublicSix(byte[] six) {
        if (startsWith(six, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return isPublic(new byte[] {six[12], six[13], six[14], six[15]});
        }
        if (startsWith(six, 0x20, 0x02)) {
            return isPublic(new byte[] {six[2], six[3], six[4], six[5]});
        }
        return (six[0] & 0xe0) == 0x20
                && !startsWith(six, 0x20, 0x01, 0x0d, 0xb8)
                && !startsWith(six, 0x20, 0x01, 0x00, 0x00);
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (var i = 0; i < prefix.length; i++) {
            if ((address[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
