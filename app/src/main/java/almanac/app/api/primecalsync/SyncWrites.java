package almanac.app.api.primecalsync;

import almanac.app.connection.Wish;
import almanac.app.connection.Wish.Rules;
import almanac.app.web.Patch;
import almanac.app.web.Texts;
import almanac.connection.ConflictPolicy;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a body asks for, checked as a whole before anything is written. */
record SyncWrites(ProviderKind provider, List<Wanted> calendars) {

    private static final int MOST_CALENDARS = 250;
    private static final int MOST_RULES = 250;
    private static final int LONGEST_ID = 1024;
    private static final int LONGEST_NAME = 200;

    /**
     * One calendar.
     *
     * @param field where the body names it
     */
    record Wanted(String field, String externalId, Wish wish) {}

    static SyncWrites of(SyncBody body) {
        var provider = Providers.require(required("provider", body.provider()));
        var sent = required("calendars", body.calendars());
        if (sent.size() > MOST_CALENDARS) {
            throw Rejected.invalid(
                    "calendars",
                    "calendars must contain no more than " + MOST_CALENDARS + " elements");
        }
        var wanted = new ArrayList<Wanted>();
        for (var index = 0; index < sent.size(); index++) {
            wanted.add(wanted("calendars[" + index + "]", sent.get(index)));
        }
        return new SyncWrites(provider, List.copyOf(wanted));
    }

    private static Wanted wanted(String at, SyncBody.@Nullable CalendarSync sent) {
        if (sent == null) {
            throw Rejected.invalid(at, at + " must be an object");
        }
        var id = text(at + ".externalId", sent.externalId(), LONGEST_ID);
        return new Wanted(
                at + ".externalId",
                id,
                new Wish(
                        Optional.of(name(at + ".localName", sent.localName())),
                        flag(at + ".bidirectionalSync", sent.bidirectionalSync(), true),
                        Optional.of(
                                new Rules(
                                        flag(
                                                at + ".triggerAutomationRules",
                                                sent.triggerAutomationRules(),
                                                false),
                                        rules(at + ".selectedRuleIds", sent.selectedRuleIds()))),
                        policy(at + ".conflictPolicy", sent.conflictPolicy())));
    }

    private static String name(String field, Patch<String> sent) {
        return text(field, sent, LONGEST_NAME).strip();
    }

    private static String text(String field, Patch<String> sent, int longest) {
        var text = required(field, sent);
        if (Texts.invisible(text)) {
            throw Rejected.invalid(field, field + " should not be empty");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw Rejected.invalid(
                    field, field + " must be shorter than or equal to " + longest + " characters");
        }
        return text;
    }

    private static boolean flag(String field, Patch<Boolean> sent, boolean otherwise) {
        if (sent instanceof Patch.Null) {
            throw Rejected.invalid(field, field + " must be a boolean value");
        }
        return sent.present().orElse(otherwise);
    }

    private static List<Long> rules(String field, Patch<List<Long>> sent) {
        if (sent instanceof Patch.Null) {
            throw Rejected.invalid(field, field + " must be an array");
        }
        var rules = sent.present().orElse(List.of());
        if (rules.size() > MOST_RULES) {
            throw Rejected.invalid(
                    field, field + " must contain no more than " + MOST_RULES + " elements");
        }
        for (var index = 0; index < rules.size(); index++) {
            if (rules.get(index) == null) {
                var element = field + "[" + index + "]";
                throw Rejected.invalid(element, element + " must be an integer number");
            }
        }
        return rules.stream().distinct().toList();
    }

    private static Optional<ConflictPolicy> policy(String field, Patch<String> sent) {
        return sent.change().map(to -> Policies.require(field, to.orElse("null")));
    }

    private static <T> T required(String field, Patch<T> sent) {
        return sent.present().orElseThrow(() -> Rejected.invalid(field, field + " is required"));
    }
}
