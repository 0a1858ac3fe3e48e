package almanac.app.web;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What clients send back as it was shown, which stays what it is: others may have written it within
 * limits of their own (contract R9).
 */
public final class SentBack {

    private SentBack() {}

    /**
     * The text that is meant.
     *
     * @param reading measures a text that was not there
     */
    public static String text(String sent, Optional<String> shown, UnaryOperator<String> reading) {
        return shown.filter(sent::equals).orElseGet(() -> reading.apply(sent));
    }
}
