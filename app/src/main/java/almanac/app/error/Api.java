package almanac.app.error;

import java.util.List;
import java.util.Set;

/** The API that a path belongs to; decided by whole segments (contract.md part 1). */
public enum Api {
    PRIMECAL,
    ACADEMIC,
    CHRONAPILOT,
    AURINKO;

    private static final Set<String> ACADEMIC_ROOTS = Set.of("calendar", "courses", "account");
    private static final Set<String> ACADEMIC_SESSIONS =
            Set.of("signup", "signin", "signout", "session", "callback");
    private static final Set<String> AURINKO_ROOTS =
            Set.of("calendars", "account", "auth", "subscriptions");

    /** A path that no API owns is answered as PrimeCal does. */
    public static Api of(String path) {
        var segments = List.of(path.split("/+")).stream().filter(s -> !s.isEmpty()).toList();
        if (segments.isEmpty()) {
            return PRIMECAL;
        }
        var root = segments.size() > 1 ? segments.get(1) : "";
        return switch (segments.getFirst()) {
            case "v1" -> AURINKO_ROOTS.contains(root) ? AURINKO : CHRONAPILOT;
            case "api" -> isAcademic(segments, root) ? ACADEMIC : PRIMECAL;
            default -> PRIMECAL;
        };
    }

    private static boolean isAcademic(List<String> segments, String root) {
        return ACADEMIC_ROOTS.contains(root)
                || (root.equals("auth")
                        && segments.size() > 2
                        && ACADEMIC_SESSIONS.contains(segments.get(2)));
    }
}
