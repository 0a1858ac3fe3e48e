package almanac.automation;

import almanac.message.Worded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What sets a rule going (contract.md 8.1, automation). Only what really fires is here: nothing can
 * be done to an event that was deleted, and nothing here watches the clock or the web.
 */
public enum Trigger implements Worded {
    /** An event came to be, by whatever way. */
    EVENT_CREATED("event.created"),
    /** An event, or some occurrences of it, changed or moved to another calendar. */
    EVENT_UPDATED("event.updated"),
    /** A provider or a file brought an event, or a change of one. */
    CALENDAR_IMPORTED("calendar.imported");

    private final String word;

    Trigger(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    public static Optional<Trigger> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Trigger::word).toList();
    }
}
