package almanac.sync.microsoft;

import com.nimbusds.oauth2.sdk.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What to ask a person for, and what they granted; Entra takes scopes in any case. */
final class MicrosoftScopes {

    private static final List<String> ALWAYS =
            List.of("openid", "profile", "email", "offline_access", "User.Read");
    private static final String READS = "Calendars.Read";
    private static final String WRITES = "Calendars.ReadWrite";
    private static final String GRAPH = "https://graph.microsoft.com/";

    private MicrosoftScopes() {}

    /**
     * @param wanted short or whole names; empty for what two-way sync needs
     */
    static Scope asked(List<String> wanted) {
        var scopes = new LinkedHashSet<>(ALWAYS);
        scopes.addAll(wanted.isEmpty() ? List.of(WRITES) : wanted);
        return new Scope(scopes.toArray(String[]::new));
    }

    static String bare(String scope) {
        return scope.startsWith(GRAPH) ? scope.substring(GRAPH.length()) : scope;
    }

    static Set<String> missing(Set<String> granted) {
        return holds(granted, READS) || writes(granted) ? Set.of() : Set.of(READS);
    }

    static boolean writes(Collection<String> scopes) {
        return holds(scopes, WRITES);
    }

    private static boolean holds(Collection<String> scopes, String one) {
        return scopes.stream().map(MicrosoftScopes::bare).anyMatch(one::equalsIgnoreCase);
    }
}
