package almanac.sync.google;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What to ask a person for, and whether they granted it; each scope can be unticked. */
final class GoogleScopes {

    private static final String ROOT = "https://www.googleapis.com/auth/";
    private static final String CALENDAR = ROOT + "calendar";
    private static final String EVENTS = ROOT + "calendar.events";
    private static final String LIST = ROOT + "calendar.calendarlist.readonly";
    private static final List<String> IDENTITY = List.of("openid", "email");

    /** What two-way sync needs, each with wider scopes that include it. */
    private static final Map<String, Set<String>> NEEDED =
            Map.of(
                    EVENTS,
                    Set.of(EVENTS, CALENDAR),
                    LIST,
                    Set.of(
                            LIST,
                            CALENDAR,
                            ROOT + "calendar.readonly",
                            ROOT + "calendar.calendarlist"));

    private GoogleScopes() {}

    /**
     * @param wanted short or whole names; empty for what two-way sync needs
     */
    static Set<String> asked(List<String> wanted) {
        var scopes = new LinkedHashSet<>(IDENTITY);
        if (wanted.isEmpty()) {
            scopes.add(EVENTS);
            scopes.add(LIST);
        }
        for (var scope : wanted) {
            scopes.add(scope.startsWith("calendar") ? ROOT + scope : scope);
        }
        return scopes;
    }

    static Set<String> missing(Set<String> granted) {
        var missing = new TreeSet<String>();
        NEEDED.forEach((scope, any) -> {
            if (any.stream().noneMatch(granted::contains)) {
                missing.add(scope);
            }
        });
        return missing;
    }
}
