package almanac.app.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number of a path or a query as decimal digits. Spring would take {@code 0x2} and {@code
 * +1} as well, and falls back on that where a mere converter refuses.
 */
final class WholeNumbers extends PropertyEditorSupport {

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

    private final Function<String, Number> parse;
    private final boolean mayBeEmpty;

    /**
     * @param mayBeEmpty whether nothing may be sent, which is no number then
     */
    WholeNumbers(Function<String, Number> parse, boolean mayBeEmpty) {
        this.parse = parse;
        this.mayBeEmpty = mayBeEmpty;
    }

    @Override
    public void setAsText(@Nullable String sent) {
        var text = sent == null ? "" : sent;
        if (text.isEmpty() && mayBeEmpty) {
            setValue(null);
        } else if (DIGITS.matcher(text).matches()) {
            setValue(parse.apply(text));
        } else {
            throw new NumberFormatException("not a whole number");
        }
    }
}
