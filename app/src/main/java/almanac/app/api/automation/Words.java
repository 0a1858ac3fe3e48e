package almanac.app.api.automation;

import almanac.app.web.Patch;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads single words; each refusal names its field. */
final class Words {

    private static final int LONGEST_ECHO = 100;

    private Words() {}

    static <T> T required(String field, Patch<T> patch) {
        return patch.present().orElseThrow(() -> invalid(field, field + " is required"));
    }

    static <E> E of(String field, String sent, E[] all, Function<E, String> word) {
        return Arrays.stream(all)
                .filter(each -> word.apply(each).equals(sent))
                .findFirst()
                .orElseThrow(() -> unknown(field, sent, Arrays.stream(all).map(word).toList()));
    }

    static Rejected unknown(String field, String sent, List<String> words) {
        return new Rejected(
                new Rejection.Invalid(
                        field,
                        field + " must be one of the following values: " + String.join(", ", words),
                        sent.length() > LONGEST_ECHO ? "" : sent));
    }

    static Rejected invalid(String field, String message) {
        return Rejected.invalid(field, message);
    }
}
