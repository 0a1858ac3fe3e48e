package almanac.app.api.chronapilot;

import almanac.connection.ConnectionId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids as this API writes them: a word and our number (contract.md 7.1). */
final class PilotIds {

    private static final Pattern USER = Pattern.compile("(?:user_|usr_)?([1-9]\\d{0,15})");
    private static final Pattern CONNECTION = Pattern.compile("con_([1-9]\\d{0,15})");
    private static final Pattern CALENDAR = Pattern.compile("cal_([1-9]\\d{0,15})");

    private PilotIds() {}

    static String text(ConnectionId connection) {
        return "con_" + connection.value();
    }

    /** Also without its word, and with the shorter one. */
    static Optional<UserId> user(String text) {
        return number(USER, text).stream().mapToObj(UserId::new).findFirst();
    }

    static Optional<ConnectionId> connection(String text) {
        return number(CONNECTION, text).stream().mapToObj(ConnectionId::new).findFirst();
    }

    /**
     * The connection of a path.
     *
     * @throws Rejected with NotFound: no connection has such an id
     */
    static ConnectionId require(String text) {
        return connection(text)
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Connection", text)));
    }

    /** The number of an external calendar. */
    static OptionalLong calendar(String text) {
        return number(CALENDAR, text);
    }

    private static OptionalLong number(Pattern form, String text) {
        var match = form.matcher(text);
        return match.matches()
                ? OptionalLong.of(Long.parseLong(match.group(1)))
                : OptionalLong.empty();
    }
}
