package almanac.app.api.ics;

import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * Secret feed addresses without a stored secret: calendar and generation, and a MAC over both by
 * the node's key. A reset raises the generation, which voids every address before it. An address
 * that was given to an admin also names them, and is good for as long as they are one.
 */
@Component
class FeedTokens {

    private static final Pattern FORM =
            Pattern.compile("([1-9]\\d{0,15})-\\d{1,9}(?:-([1-9]\\d{0,15}))?-[A-Za-z0-9_-]{43}");

    private final SecretKey key;

    FeedTokens(SecretKey key) {
        this.key = key;
    }

    String token(CalendarView calendar, UserId holder) {
        var plain =
                calendar.id().value()
                        + "-"
                        + calendar.feedGeneration()
                        + (calendar.ownedBy(holder) ? "" : "-" + holder.value());
        return plain + "-" + mac(plain);
    }

    /** Which calendar the token speaks of, whether or not it opens it. */
    Optional<CalendarId> calendar(String token) {
        var matcher = FORM.matcher(token);
        return matcher.matches()
                ? Optional.of(new CalendarId(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    /** Compared in constant time. */
    boolean opens(String token, CalendarView calendar) {
        var holder = holder(token).orElse(calendar.owner().id());
        return isAdmin(holder, calendar)
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.US_ASCII),
                        token(calendar, holder).getBytes(StandardCharsets.US_ASCII));
    }

    /** Whom the token was given to; empty for the owner. */
    private static Optional<UserId> holder(String token) {
        var matcher = FORM.matcher(token);
        return matcher.matches()
                ? Optional.ofNullable(matcher.group(2)).map(Long::parseLong).map(UserId::new)
                : Optional.empty();
    }

    private static boolean isAdmin(UserId user, CalendarView calendar) {
        return calendar.ownedBy(user)
                || calendar.shares().stream()
                        .filter(share -> share.user().id().equals(user))
                        .anyMatch(share -> share.permission().includes(Permission.ADMIN));
    }

    private String mac(String plain) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            mac.doFinal(
                                    ("almanac-feed:" + plain).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
