package almanac.app.api.aurinko;

import almanac.calendar.CalendarId;
import almanac.feed.FeedPlace;
import almanac.feed.FeedTerms;
import almanac.feed.GonePlace;
import almanac.message.Rejected;
import almanac.time.Window;
import almanac.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * Writes and reads tokens. A token holds all that it means, and a MAC over it by the nodes' key, so
 * that any node can go on where another stopped and nobody can make one up.
 */
@Component
class SyncTokens {

    private static final String VERSION = "1";
    private static final int MAC_BYTES = 16;
    private static final int FIELDS = 15;
    private static final int LONGEST = 1_000;

    private final SecretKey key;

    SyncTokens(SecretKey key) {
        this.key = key;
    }

    String text(SyncToken token) {
        var plain = plain(token).getBytes(StandardCharsets.UTF_8);
        var bytes = Arrays.copyOf(mac(plain), MAC_BYTES + plain.length);
        System.arraycopy(plain, 0, bytes, MAC_BYTES, plain.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads a token of this user and calendar.
     *
     * @param field where it was sent
     * @throws Rejected with Invalid for any other
     */
    SyncToken require(String field, String text, UserId user, CalendarId calendar) {
        return read(text)
                .filter(token -> token.user().equals(user) && token.calendar().equals(calendar))
                .orElseThrow(
                        () -> Rejected.invalid(field, field + " is not a token of this calendar"));
    }

    /** Empty for a text that is no token of ours; the MAC is compared in constant time. */
    private Optional<SyncToken> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length <= MAC_BYTES) {
                return Optional.empty();
            }
            var plain = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
            return MessageDigest.isEqual(Arrays.copyOf(bytes, MAC_BYTES), mac(plain))
                    ? Optional.of(parse(new String(plain, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static String plain(SyncToken token) {
        var terms = token.terms();
        var told = token.told();
        return String.join(
                "|",
                VERSION,
                token.kind().name(),
                Long.toString(token.user().value()),
                Long.toString(token.calendar().value()),
                terms.window().from().toString(),
                terms.window().to().toString(),
                terms.window().zone().getId(),
                terms.mode().name(),
                Boolean.toString(terms.growing()),
                terms.begunAt().toString(),
                Long.toString(terms.begunAfter()),
                Long.toString(told.position()),
                Long.toString(told.hours()),
                told.entering().map(each -> each.hours() + "," + each.after()).orElse(""),
                token.gone().since() + "," + token.gone().position());
    }

    private static SyncToken parse(String plain) {
        var parts = plain.split("\\|", -1);
        if (parts.length != FIELDS || !parts[0].equals(VERSION)) {
            throw new IllegalArgumentException("another version");
        }
        var window =
                new Window(Instant.parse(parts[4]), Instant.parse(parts[5]), ZoneId.of(parts[6]));
        return new SyncToken(
                SyncToken.Kind.valueOf(parts[1]),
                new UserId(Long.parseLong(parts[2])),
                new CalendarId(Long.parseLong(parts[3])),
                new FeedTerms(
                        window,
                        FeedTerms.Mode.valueOf(parts[7]),
                        Boolean.parseBoolean(parts[8]),
                        Instant.parse(parts[9]),
                        Long.parseLong(parts[10])),
                new FeedPlace(
                        Long.parseLong(parts[11]), Long.parseLong(parts[12]), entering(parts[13])),
                gone(parts[14]));
    }

    private static GonePlace gone(String text) {
        var comma = text.indexOf(',');
        return new GonePlace(
                Long.parseLong(text.substring(0, comma)),
                Long.parseLong(text.substring(comma + 1)));
    }

    private static Optional<FeedPlace.Entering> entering(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var comma = text.indexOf(',');
        return Optional.of(
                new FeedPlace.Entering(
                        Long.parseLong(text.substring(0, comma)),
                        Long.parseLong(text.substring(comma + 1))));
    }

    private byte[] mac(byte[] plain) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("almanac-sync:".getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(plain), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
