package almanac.app.connection;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ExternalCalendar;
import almanac.connection.MappingTerms;
import java.util.List;
import java.util.Optional;

/**
 * What a user wants of one mapping.
 *
 * @param localName of the local calendar; empty: as it is called, at first as the provider calls
 *     its own
 * @param rules which automation rules run; empty: as before, at first none
 * @param policy who wins a conflict; empty: as before, at first {@link ConflictPolicy#NEWEST}
 */
public record Wish(
        Optional<String> localName,
        boolean bidirectional,
        Optional<Rules> rules,
        Optional<ConflictPolicy> policy) {

    /** All else as it was when the calendar was tied last. */
    public Wish(boolean bidirectional) {
        this(Optional.empty(), bidirectional, Optional.empty(), Optional.empty());
    }

    /**
     * Automation rules for what comes in.
     *
     * @param ids those that run; all of the user's when empty
     */
    public record Rules(boolean run, List<Long> ids) {

        private static final Rules NONE = new Rules(false, List.of());

        public Rules {
            ids = List.copyOf(ids);
        }
    }

    MappingTerms terms(
            ExternalCalendar external,
            CalendarId calendar,
            String name,
            Optional<MappingTerms> before) {
        var its =
                rules.or(() -> before.map(last -> new Rules(last.triggerRules(), last.ruleIds())))
                        .orElse(Rules.NONE);
        return new MappingTerms(
                external.externalId(),
                calendar,
                name,
                bidirectional,
                its.run(),
                its.ids(),
                policy.or(() -> before.map(MappingTerms::policy)).orElse(ConflictPolicy.NEWEST));
    }
}
