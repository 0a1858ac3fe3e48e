package almanac.app.api.webhookendpoints;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.EndpointId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids as this API writes them: a word and our number. */
final class EndpointIds {

    private static final Pattern ENDPOINT = Pattern.compile("wbk_([1-9]\\d{0,15})");
    private static final Pattern DELIVERY = Pattern.compile("whd_(\\d{1,18})");
    private static final Pattern PLACE = Pattern.compile("(?:evt_|whd_)?(\\d{1,19})");

    private EndpointIds() {}

    static String text(EndpointId endpoint) {
        return "wbk_" + endpoint.value();
    }

    static String delivery(long sequence) {
        return "whd_" + sequence;
    }

    static String event(long sequence) {
        return "evt_" + sequence;
    }

    /** As the attribute {@code sequence} of a delivery has it. */
    static String sequence(long sequence) {
        return String.format(Locale.ROOT, "%019d", sequence);
    }

    /**
     * @throws Rejected with NotFound for what no endpoint is called
     */
    static EndpointId require(String text) {
        var matcher = ENDPOINT.matcher(text);
        if (!matcher.matches()) {
            throw new Rejected(new Rejection.NotFound("Webhook endpoint", text));
        }
        return new EndpointId(Long.parseLong(matcher.group(1)));
    }

    /**
     * @throws Rejected with NotFound for what no delivery is called
     */
    static long requireDelivery(String text) {
        return number(DELIVERY, text).orElseThrow(() -> noDelivery(text));
    }

    static Rejected noDelivery(String text) {
        return new Rejected(new Rejection.NotFound("Delivery", text));
    }

    /** A place in history: the sequence of a delivery, or an id that has it. */
    static OptionalLong place(String text) {
        return number(PLACE, text).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static Optional<Long> number(Pattern form, String text) {
        var matcher = form.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(Long.parseLong(matcher.group(1)))
                    : Optional.empty();
        } catch (NumberFormatException beyondAll) {
            return Optional.empty();
        }
    }
}
