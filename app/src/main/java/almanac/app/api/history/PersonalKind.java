package almanac.app.api.history;

import almanac.history.FactKind;
import almanac.message.FactNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of fact in the words of the personal feed, which all follow from the fact's stored name.
 */
record PersonalKind(FactKind fact) {

    private static final Set<String> WARNINGS = Set.of("conflict.detected", "webhook.disabled");
    private static final Set<String> GRAVE =
            Set.of("user.role-granted", "user.role-taken", "user.erased");

    /** What operators do concerns the installation, and is for auditors. */
    private static final String OPERATION = "operation.";

    /** All that there may be; not each fails as well as it goes well. */
    static final List<PersonalKind> ALL =
            FactNames.ALL.keySet().stream()
                    .sorted()
                    .filter(type -> !type.startsWith(OPERATION))
                    .flatMap(type -> Stream.of(new FactKind(type, false), new FactKind(type, true)))
                    .map(PersonalKind::new)
                    .toList();

    /** What it is about. */
    enum Category {
        ACCOUNT,
        API_KEY,
        AUTOMATION,
        CALENDAR,
        COMMENT,
        COURSE,
        EVENT,
        SECURITY,
        SYNC,
        WEBHOOK
    }

    /** How it ended; what was denied leaves no fact. */
    enum Outcome {
        SUCCESS,
        FAILURE,
        DENIED
    }

    /** Whether it wants attention. */
    enum Severity {
        INFO,
        WARN,
        CRITICAL
    }

    String action() {
        return fact.type();
    }

    Category category() {
        return switch (subject()) {
            case "calendar" -> Category.CALENDAR;
            case "comment" -> Category.COMMENT;
            case "connection", "conflict" -> Category.SYNC;
            case "course" -> Category.COURSE;
            case "entry" -> Category.EVENT;
            case "rule" -> Category.AUTOMATION;
            case "webhook" -> Category.WEBHOOK;
            case "user" -> ofUser();
            default -> throw new IllegalStateException("of no category: " + fact);
        };
    }

    private Category ofUser() {
        if (happened().startsWith("api key")) {
            return Category.API_KEY;
        }
        return happened().startsWith("role") ? Category.SECURITY : Category.ACCOUNT;
    }

    Outcome outcome() {
        return fact.failed() ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    Severity severity() {
        if (GRAVE.contains(fact.type())) {
            return Severity.CRITICAL;
        }
        return fact.failed() || WARNINGS.contains(fact.type()) ? Severity.WARN : Severity.INFO;
    }

    /** {@code event occurrence updated}. */
    String description() {
        var noun = subject().equals("entry") ? "event" : subject();
        var verb = fact.failed() ? happened().replace("run ended", "run failed") : happened();
        return noun + " " + verb;
    }

    private String subject() {
        return fact.type().substring(0, fact.type().indexOf('.'));
    }

    private String happened() {
        return fact.type().substring(fact.type().indexOf('.') + 1).replace('-', ' ');
    }

    boolean isRun() {
        return fact.type().startsWith("rule.run-");
    }

    boolean says(String text) {
        var sought = text.strip().toLowerCase(Locale.ROOT);
        return action().contains(sought) || description().contains(sought);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(PersonalKind::word).toList();
    }
}
