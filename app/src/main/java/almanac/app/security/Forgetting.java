package almanac.app.security;

import almanac.user.UserId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends every way in for a user, for good, and forgets what was kept for it. */
public final class Forgetting {

    private final Sessions sessions;
    private final Keys keys;
    private final Accounts accounts;
    private final Profiles profiles;

    Forgetting(Sessions sessions, Keys keys, Accounts accounts, Profiles profiles) {
        this.sessions = sessions;
        this.keys = keys;
        this.accounts = accounts;
        this.profiles = profiles;
    }

    /**
     * Their names are free for others. May be repeated.
     *
     * @return how much of what there was
     */
    public Map<String, Long> forget(UserId user) {
        var counts = new LinkedHashMap<String, Long>();
        // the password first, so that no session begins behind those that end
        counts.put("passwords", accounts.forget(user));
        counts.put("apiKeys", keys.forget(user));
        counts.put("sessions", sessions.forget(user));
        profiles.forget(user);
        return counts;
    }

    /** Ends what the user signed in to so far, at once; nothing is forgotten yet. */
    public void signOut(UserId user) {
        sessions.endAll(user);
    }

    /** How much there is to forget. */
    public Map<String, Long> count(UserId user) {
        return Map.of(
                "sessions", (long) accounts.openSessions(user).size(),
                "apiKeys", (long) keys.usesOf(user).size());
    }
}
