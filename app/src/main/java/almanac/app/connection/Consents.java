package almanac.app.connection;

import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Outcome;
import almanac.connection.Authorizations.Pending;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/**
 * Ends consents. Whichever address a provider calls, the browser goes to where its consent was
 * started for, and is told in the words of that API (contract.md R22).
 */
public final class Consents {

    private static final Logger LOG = LoggerFactory.getLogger(Consents.class);
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,64}");
    private static final String AWAY =
            "The calendar provider could not be reached. Please try again.";

    private final Authorizations authorizations;

    public Consents(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    /** What a provider's call back says. */
    public record CallBack(
            Optional<String> state,
            OptionalLong user,
            Optional<String> code,
            Optional<String> error) {}

    /** Handles a provider's call back; what fails on the way is an outcome as well. */
    public Outcome complete(ProviderKind provider, CallBack call) {
        return guarded(
                provider,
                () ->
                        authorizations.complete(
                                provider, call.state(), call.user(), call.code(), call.error()));
    }

    /** The same for the page that asks for an app password. */
    public Outcome completeWithPassword(String state, String username, String password) {
        return guarded(
                ProviderKind.ICLOUD,
                () -> authorizations.completeWithPassword(state, username, password));
    }

    private static Outcome guarded(ProviderKind provider, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (Rejected refused) {
            return new Authorizations.Unknown(refused.rejection().message());
        } catch (RuntimeException failed) {
            LOG.warn("a consent for {} could not be completed", provider.word(), failed);
            return new Authorizations.Unknown(AWAY);
        }
    }

    /** Where the browser goes; empty where nobody knows. */
    public Optional<URI> destination(Outcome outcome) {
        return switch (outcome) {
            case Authorizations.Connected(var connection, var pending) ->
                    Optional.of(
                            pending.purpose() == Purpose.CHRONAPILOT
                                    ? with(
                                            pending.target(),
                                            Map.entry("connection_id", "con_" + connection.value()),
                                            Map.entry("state", pending.state()))
                                    : with(pending.target(), Map.entry("success", "connected")));
            case Authorizations.Refused(var pending, var error) ->
                    Optional.of(
                            pending.purpose() == Purpose.CHRONAPILOT
                                    ? with(
                                            pending.target(),
                                            Map.entry("error", word(error)),
                                            Map.entry("state", pending.state()))
                                    : denied(pending.target()));
            case Authorizations.Failed(var pending, var message) ->
                    Optional.of(failed(pending, message));
            case Authorizations.Unknown unknown -> Optional.empty();
        };
    }

    private static URI failed(Pending pending, String message) {
        return pending.purpose() == Purpose.CHRONAPILOT
                ? with(
                        pending.target(),
                        Map.entry("error", "connection_failed"),
                        Map.entry("error_description", message),
                        Map.entry("state", pending.state()))
                : failed(pending.target(), message);
    }

    /** The page that tells why nothing was connected (contract.md 3.2, B3). */
    public static URI failed(URI page, String details) {
        return with(page, Map.entry("error", "sync_failed"), Map.entry("details", details));
    }

    /** The page that tells that the user refused. */
    public static URI denied(URI page) {
        return with(
                page,
                Map.entry("error", "authorization_denied"),
                Map.entry("details", "Access to the calendar was not granted."));
    }

    /** Providers send words; anything else is no error of theirs. */
    private static String word(String error) {
        return WORD.matcher(error).matches() ? error : "access_denied";
    }

    /** The address with these at the end of its query. */
    @SafeVarargs
    public static URI with(URI target, Map.Entry<String, String>... parameters) {
        var text = new StringBuilder(target.toString());
        var joint = target.getRawQuery() == null ? '?' : '&';
        for (var parameter : parameters) {
            text.append(joint)
                    .append(parameter.getKey())
                    .append('=')
                    .append(UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8));
            joint = '&';
        }
        return URI.create(text.toString());
    }

    /** Sends a browser on, without what was in its address line. */
    public static ResponseEntity<Void> redirect(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(target)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
