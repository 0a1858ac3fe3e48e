package almanac.app.api.primecalsync;

import almanac.app.connection.Consents.CallBack;
import almanac.message.Rejected;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a provider sends ({@code OAuthCallbackQueryDto}); anything else that it sends is passed
 * over. A refusal comes with an error and without a code. Refused values are not echoed: a code is
 * a secret.
 */
final class CallbackQuery {

    private static final Pattern PLAIN = Pattern.compile("[\\w\\-:.]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private CallbackQuery() {}

    /**
     * @throws Rejected with Invalid for the first parameter that breaks its limits
     */
    static CallBack of(Map<String, String> sent) {
        var code = text(sent, "code", 2048).filter(text -> !text.isEmpty());
        var error = text(sent, "error", 2048).filter(text -> !text.isEmpty());
        var state = plain(text(sent, "state", 512), "state");
        plain(text(sent, "session_state", 256), "session_state");
        text(sent, "iss", 512);
        text(sent, "scope", 2048);
        var user = user(sent);
        if (code.isEmpty() && error.isEmpty()) {
            throw Rejected.invalid("code", "code should not be empty");
        }
        return new CallBack(state, user, code, error);
    }

    private static Optional<String> text(Map<String, String> sent, String name, int longest) {
        var text = Optional.ofNullable(sent.get(name));
        if (text.filter(value -> value.length() > longest).isPresent()) {
            throw Rejected.invalid(
                    name, name + " must be shorter than or equal to " + longest + " characters");
        }
        return text;
    }

    private static Optional<String> plain(Optional<String> text, String name) {
        if (text.filter(value -> !PLAIN.matcher(value).matches()).isPresent()) {
            throw Rejected.invalid(name, name + " must match /^[\\w\\-:.]+$/ regular expression");
        }
        return text;
    }

    private static OptionalLong user(Map<String, String> sent) {
        var text = sent.get("userId");
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Rejected.invalid("userId", "userId must be an integer number");
        }
        var user = Long.parseLong(text);
        if (user < 1) {
            throw Rejected.invalid("userId", "userId must not be less than 1");
        }
        return OptionalLong.of(user);
    }
}
