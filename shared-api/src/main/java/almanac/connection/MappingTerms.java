package almanac.connection;

import almanac.calendar.CalendarId;
import almanac.message.Personal;
import java.util.List;

/**
 * What a user chose for one mapping (PrimeCal, "CalendarSyncDto").
 *
 * @param calendar the local calendar
 * @param localName as the user called it
 * @param bidirectional whether local edits go to the provider
 * @param triggerRules whether automation rules run on what comes in
 * @param ruleIds the rules that run; all of the user's when empty; unknown ones are passed over
 */
public record MappingTerms(
        @Personal String externalId,
        CalendarId calendar,
        @Personal String localName,
        boolean bidirectional,
        boolean triggerRules,
        List<Long> ruleIds,
        ConflictPolicy policy) {

    public MappingTerms {
        ruleIds = List.copyOf(ruleIds);
    }

    /** The same under another name. */
    public MappingTerms named(String name) {
        return new MappingTerms(
                externalId, calendar, name, bidirectional, triggerRules, ruleIds, policy);
    }
}
