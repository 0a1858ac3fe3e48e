package almanac.app.simulated;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;

/**
 * Who may look at simulated accounts. Unless an operator opened them on purpose, only this machine
 * and the private networks around it: a server that somebody put on the internet without a thought
 * of them must not offer them to everybody.
 *
 * @param everybody whether an operator opened them
 */
public record Visitors(boolean everybody) {

    /** A proxy speaks for somebody else. */
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    boolean mayEnter(HttpServletRequest request) {
        return everybody
                || FORWARDED.stream().allMatch(name -> request.getHeader(name) == null)
                        && isNear(request.getRemoteAddr());
    }

    static boolean isNear(String literal) {
        try {
            var address = InetAddress.ofLiteral(literal);
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
