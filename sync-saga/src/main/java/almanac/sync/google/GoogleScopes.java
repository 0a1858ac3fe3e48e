package almanac.sync.google;

import java.util.Collection;
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
    private static final String LIST = ROOT + "calendar.calendarlist";
    private static final String READ_ONLY = ".readonly";
    private static final List<String> IDENTITY = List.of("openid", "email");

    /** The least that reading calendars needs, each with wider scopes that include it. */
    private static final Map<String, Set<String>> NEEDED =
            Map.of(
                    EVENTS + READ_ONLY,
                    Set.of(EVENTS + READ_ONLY, EVENTS, CALENDAR + READ_ONLY, CALENDAR),
                    LIST + READ_ONLY,
                    Set.of(LIST + READ_ONLY, LIST, CALENDAR + READ_ONLY, CALENDAR));

    private static final Set<String> WRITES = Set.of(EVENTS, CALENDAR);

    private GoogleScopes() {}

    /**
     * What a consent asks for; calendars can be listed in any case.
     *
     * @param wanted short or whole names; empty for what two-way sync needs
     */
    static Set<String> asked(List<String> wanted) {
        var scopes = new LinkedHashSet<>(IDENTITY);
        scopes.addAll(
                wanted.isEmpty()
                        ? List.of(EVENTS)
                        : wanted.stream().map(GoogleScopes::whole).toList());
        if (missing(scopes).contains(LIST + READ_ONLY)) {
            scopes.add(LIST + READ_ONLY);
        }
        return scopes;
    }

    private static String whole(String scope) {
        return scope.startsWith("calendar") ? ROOT + scope : scope;
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

    static boolean writes(Collection<String> scopes) {
        return scopes.stream().map(GoogleScopes::whole).anyMatch(WRITES::contains);
    }
}
