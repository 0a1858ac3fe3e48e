package almanac.app.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who may do what: one row for every endpoint that somebody else's data could be reached by. */
final class Matrix {

    static final String ALL = "owner admin write read";
    static final String WRITERS = "owner admin write";
    static final String ADMINS = "owner admin";
    static final String OWNER = "owner";
    static final String NOBODY = "";

    private static final String ICS =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:a@t\r\n"
                    + "DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T100000Z\r\nSUMMARY:s\r\n"
                    + "END:VEVENT\r\nEND:VCALENDAR\r\n";

    private static final String UPLOAD =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ics\"\r\n"
                    + "Content-Type: text/calendar\r\n\r\n"
                    + ICS
                    + "\r\n--b--\r\n";

    /**
     * What is sent, whoever sends it.
     *
     * @param type of the body
     */
    record Request(String path, @Nullable Object body, String type) {
        static Request of(String path) {
            return new Request(path, null, "application/json");
        }

        static Request of(String path, Object body) {
            return new Request(path, body, "application/json");
        }
    }

    /**
     * One row.
     *
     * @param allowed the parts that get an answer of 200 or 201
     * @param refusal what the others get; 200 for a list, which then lacks what is not theirs
     * @param seeing what those of the others get who may see it
     */
    record Row(
            String endpoint,
            String allowed,
            int refusal,
            int seeing,
            Function<Scene, Request> request) {

        int refusal(String part) {
            return List.of(ALL.split(" ")).contains(part) ? seeing : refusal;
        }

        String method() {
            return endpoint.substring(0, endpoint.indexOf(' '));
        }

        boolean allows(String part) {
            return List.of(allowed.split(" ")).contains(part);
        }

        boolean isList() {
            return refusal == 200;
        }

        /** Whether the next who may do it finds nothing left. */
        boolean destroys() {
            return method().equals("DELETE");
        }
    }

    private Matrix() {}

    static List<Row> rows(long guest, long foreignCalendar) {
        return List.of(
                // lists come first, while the owner has one scene only
                list("GET /api/events", ALL, s -> "/api/events" + DAY),
                list("GET /api/calendars", ALL, s -> "/api/calendars"),
                list("GET /api/calendar/events", OWNER, s -> "/api/calendar/events"),
                list("GET /api/courses", OWNER, s -> "/api/courses"),
                list("GET /api/api-keys", OWNER, s -> "/api/api-keys"),
                list("GET /v1/calendars", ALL, s -> "/v1/calendars"),

                // PrimeCal events
                row(
                        "POST /api/events",
                        WRITERS,
                        s -> Request.of("/api/events", Scene.event(s.mark(), s.calendar()))),
                row(
                        "POST /api/events/recurring",
                        WRITERS,
                        s -> Request.of("/api/events/recurring", series(s))),
                row("GET /api/events/{id}", ALL, s -> Request.of(event(s))),
                row("GET /api/events/{id}", ALL, s -> Request.of(occurrence(s))),
                row(
                        "GET /api/events/calendar/{calendarId}",
                        ALL,
                        s -> Request.of("/api/events/calendar/" + s.calendar() + DAY)),
                row("PATCH /api/events/{id}", WRITERS, s -> Request.of(event(s), NOTES)),
                row("PATCH /api/events/{id}", WRITERS, s -> mode(s, "single")),
                row("PATCH /api/events/{id}", WRITERS, s -> mode(s, "future")),
                row("PATCH /api/events/{id}", WRITERS, s -> mode(s, "all")),
                row(
                        "PATCH /api/events/{id}",
                        NOBODY,
                        s -> Request.of(event(s), Map.of("calendarId", foreignCalendar))),
                row("PATCH /api/events/{id}/recurring", WRITERS, s -> scope(s, "this")),
                row("PATCH /api/events/{id}/recurring", WRITERS, s -> scope(s, "future")),
                row("PATCH /api/events/{id}/recurring", WRITERS, s -> scope(s, "all")),
                row("DELETE /api/events/{id}", WRITERS, s -> Request.of(occurrence(s))),
                row(
                        "DELETE /api/events/{id}",
                        WRITERS,
                        s -> Request.of(occurrence(s) + "?scope=future")),
                row(
                        "DELETE /api/events/{id}",
                        WRITERS,
                        s -> Request.of(occurrence(s) + "?scope=all")),
                row("DELETE /api/events/{id}", WRITERS, s -> Request.of(event(s))),

                // comments: who may read may speak; an edit is the author's alone (docs/adr/0007)
                row("GET " + COMMENTS, ALL, s -> Request.of(event(s) + "/comments")),
                row(
                        "POST " + COMMENTS,
                        ALL,
                        s -> Request.of(event(s) + "/comments", Map.of("content", "x"))),
                row(
                        "POST " + COMMENTS,
                        ALL,
                        s -> Request.of(occurrence(s) + "/comments", Map.of("content", "x"))),
                row(
                        "POST " + COMMENTS + "/track-open",
                        ALL,
                        s -> Request.of(event(s) + "/comments/track-open", "{}")),
                row(
                        "PATCH " + COMMENTS + "/{commentId}",
                        OWNER,
                        s -> Request.of(comment(s), Map.of("content", s.mark()))),
                row(
                        "PATCH " + COMMENTS + "/{commentId}/flag",
                        ALL,
                        s -> Request.of(comment(s) + "/flag", Map.of("isFlagged", true))),
                row(
                        "POST " + COMMENTS + "/{commentId}/replies",
                        ALL,
                        s -> Request.of(comment(s) + "/replies", Map.of("content", "x"))),

                // calendars and shares
                row("GET /api/calendars/{id}", ALL, s -> Request.of(calendar(s))),
                row(
                        "PATCH /api/calendars/{id}",
                        ADMINS,
                        s -> Request.of(calendar(s), Map.of("name", s.mark()))),
                row(
                        "GET /api/calendars/{id}/shared-users",
                        ALL,
                        s -> Request.of(calendar(s) + "/shared-users")),
                row(
                        "POST /api/calendars/{id}/share",
                        ADMINS,
                        s -> Request.of(calendar(s) + "/share", users(guest))),
                row(
                        "DELETE /api/calendars/{id}/share",
                        ADMINS,
                        s -> Request.of(calendar(s) + "/share", users(guest))),
                row("DELETE /api/calendars/{id}", OWNER, s -> Request.of(calendar(s))),

                // history, and back
                row("GET /api/events/{id}/history", ALL, s -> Request.of(event(s) + "/history")),
                row(
                        "GET /api/calendars/{id}/history",
                        ALL,
                        s -> Request.of(calendar(s) + "/history")),
                row(
                        "GET /api/calendars/{id}/diff",
                        ALL,
                        s ->
                                Request.of(
                                        calendar(s)
                                                + "/diff?from="
                                                + s.then()
                                                + "&to="
                                                + s.then())),
                row(
                        "POST /api/events/{id}/restore",
                        WRITERS,
                        s -> Request.of(event(s) + "/restore", Map.of("revision", 0))),
                row(
                        "POST /api/events/{id}/comments/{commentId}/restore",
                        // nothing differs, so that nobody else's words are touched
                        ALL,
                        s -> Request.of(comment(s) + "/restore", Map.of("at", s.then()))),
                row(
                        "POST /api/calendars/{id}/restore",
                        ADMINS,
                        s -> Request.of(calendar(s) + "/restore", Map.of("at", s.then()))),

                // files and feeds
                row(
                        "POST /api/calendars/{id}/import",
                        WRITERS,
                        s -> new Request(calendar(s) + "/import", ICS, "text/calendar")),
                row(
                        "POST /api/calendars/{id}/import",
                        WRITERS,
                        s ->
                                new Request(
                                        calendar(s) + "/import",
                                        UPLOAD,
                                        "multipart/form-data; boundary=b")),
                row(
                        "GET /api/calendars/{id}/export.ics",
                        ALL,
                        s -> Request.of(calendar(s) + "/export.ics")),
                row("GET /api/calendars/{id}/feed", ADMINS, s -> Request.of(calendar(s) + "/feed")),
                row(
                        "POST /api/calendars/{id}/feed/reset",
                        ADMINS,
                        s -> Request.of(calendar(s) + "/feed/reset", "{}")),

                // the academic API is the owner's alone, and says of the rest that it is not there
                hidden("GET /api/calendar/events/{id}", s -> Request.of(academic(s))),
                hidden(
                        "PATCH /api/calendar/events/{id}",
                        s -> Request.of(academic(s), Map.of("priority", "LOW"))),
                hidden("DELETE /api/calendar/events/{id}", s -> Request.of(academic(s))),
                hidden("GET /api/courses/{id}", s -> Request.of(course(s))),
                hidden(
                        "PATCH /api/courses/{id}",
                        s -> Request.of(course(s), Map.of("code", "BIO101"))),
                hidden("DELETE /api/courses/{id}", s -> Request.of(course(s))),

                // keys
                hidden("POST /api/api-keys/{id}/rotate", s -> Request.of(key(s) + "/rotate", "{}")),
                hidden("DELETE /api/api-keys/{id}", s -> Request.of(key(s))),

                // Aurinko
                aurinko("GET /v1/calendars/{id}", ALL, s -> Request.of(v1(s))),
                aurinko(
                        "PATCH /v1/calendars/{id}",
                        ADMINS,
                        s -> Request.of(v1(s), Map.of("name", s.mark()))),
                aurinko("GET " + V1, ALL, s -> Request.of(v1(s) + "/events")),
                aurinko("POST " + V1, WRITERS, s -> Request.of(v1(s) + "/events", aurinkoEvent(s))),
                aurinko(
                        "GET " + V1 + "/range",
                        ALL,
                        s -> Request.of(v1(s) + "/events/range" + BOUNDS)),
                aurinko(
                        "POST " + V1 + "/range",
                        ALL,
                        s -> Request.of(v1(s) + "/events/range" + BOUNDS)),
                aurinko(
                        "GET " + V1 + "/find",
                        ALL,
                        s ->
                                Request.of(
                                        v1(s)
                                                + "/events/find?iCalUId=entry-"
                                                + s.event()
                                                + "@almanac")),
                aurinko(
                        "GET " + V1 + "/{eventId}",
                        ALL,
                        s -> Request.of(v1(s) + "/events/" + s.event())),
                aurinko(
                        "GET " + V1 + "/{eventId}",
                        ALL,
                        s -> Request.of(v1(s) + "/events/" + s.occurrence())),
                aurinko(
                        "PATCH " + V1 + "/{eventId}",
                        WRITERS,
                        s ->
                                Request.of(
                                        v1(s) + "/events/" + s.event(),
                                        Map.of("description", "d"))),
                aurinko(
                        "POST " + V1 + "/{eventId}",
                        WRITERS,
                        s ->
                                Request.of(
                                        v1(s) + "/events/" + s.occurrence(),
                                        Map.of("description", "d"))),
                aurinko(
                        "DELETE " + V1 + "/{eventId}",
                        WRITERS,
                        s -> Request.of(v1(s) + "/events/" + s.event())),
                aurinko(
                        "GET " + V1 + "/{masterId}/series",
                        ALL,
                        s -> Request.of(v1(s) + "/events/" + s.event() + "/series")),
                aurinko(
                        "GET " + V1 + "/{masterId}/occurrences/{originalStart}",
                        ALL,
                        s ->
                                Request.of(
                                        v1(s)
                                                + "/events/"
                                                + master(s)
                                                + "/occurrences/2026-01-05")),
                aurinko("GET " + SYNC, ALL, s -> Request.of(v1(s) + "/sync" + BOUNDS)),
                aurinko("POST " + SYNC, ALL, s -> Request.of(v1(s) + "/sync" + BOUNDS)));
    }

    private static final String V1 = "/v1/calendars/{calendarId}/events";
    private static final String SYNC = "/v1/calendars/{calendarId}/sync";
    private static final String BOUNDS =
            "?timeMin=2026-01-01T00:00:00Z&timeMax=2026-02-01T00:00:00Z";

    private static String v1(Scene scene) {
        return "/v1/calendars/" + scene.calendar();
    }

    private static long master(Scene scene) {
        return almanac.entry.EntryNumber.parse(scene.occurrence()).orElseThrow().entry().value();
    }

    private static Map<String, Object> aurinkoEvent(Scene scene) {
        return Map.of("subject", scene.mark(), "start", Map.of("dateOnly", "2026-01-05"));
    }

    private static final String COMMENTS = "/api/events/{eventId}/comments";
    private static final String DAY = "?startDate=2026-01-05&endDate=2026-01-05";
    private static final Map<String, Object> NOTES = Map.of("notes", "n");

    /** Everybody who is signed in, because it is about the caller and nobody else; with why. */
    static Map<String, String> selfOnly() {
        var why = new LinkedHashMap<String, String>();
        why.put("POST /api/calendars", "opens a calendar of the caller's own");
        why.put("POST /api/calendar/events", "goes onto the caller's default calendar; none named");
        why.put("POST /api/calendar/sync/google", "imports through the caller's own connection");
        why.put("POST /v1/calendars", "opens a calendar of the caller's own");
        why.put("GET /v1/account", "the caller");
        why.put("POST /api/courses", "makes a course of the caller's own");
        why.put("POST /api/api-keys", "makes a key of the caller's own");
        why.put("GET /api/auth/profile", "the caller");
        why.put("GET /api/users/me", "the caller");
        why.put("GET /api/user/profile", "the caller");
        why.put(
                "GET /api/users/me/audit",
                "PersonalAuditTest: what others may not see is left out");
        why.put("GET /api/users/me/audit/summary", "the same, counted");
        why.put("PATCH /api/user/profile", "the caller");
        why.put("DELETE /api/user/account", "erases the caller, by their password");
        why.put("GET /api/auth/session", "the caller");
        why.put("GET /api/account/details", "the caller's own sign-ins");
        why.put(
                "GET /api/users",
                "a directory for sharing: names and ids, no address but one that was typed");
        why.put("GET /api/calendar-sync/status", "the caller's own connections");
        why.put("GET /api/calendar-sync/auth/{provider}", "starts a consent of the caller's own");
        why.put("POST /api/calendar-sync/sync", "ties calendars of the caller's own connections");
        why.put("POST /api/calendar-sync/disconnect", "the caller's own connections");
        why.put("POST /api/calendar-sync/disconnect/{provider}", "the caller's own connections");
        why.put("POST /api/calendar-sync/force", "the caller's own connections");
        why.put("GET /api/calendar-sync/conflicts", "the caller's own conflicts");
        why.put("GET /api/calendar-sync/parked", "the caller's own mappings");
        why.put("POST /v1/connections/start", "the caller's own: another user_id is refused");
        why.put("GET /v1/connections", "the caller's own connections");
        why.put("POST /v1/webhook_endpoints", "registers an endpoint of the caller's own");
        why.put("GET /v1/webhook_endpoints", "the caller's own endpoints");
        why.put(
                "POST /v1/subscriptions",
                "the caller's own; SubscriptionsTest for calendars of others");
        why.put("GET /v1/subscriptions", "the caller's own subscriptions");
        why.put("GET /api/auth/signin/google", "links an account to the caller");
        why.put("POST /api/automation/rules", "makes a rule of the caller's own");
        why.put("GET /api/automation/rules", "the caller's own rules");
        return why;
    }

    /** What needs a provider or a run to be there: where strangers are tried on it. */
    static Map<String, String> triedElsewhere() {
        var where = new LinkedHashMap<String, String>();
        for (var endpoint :
                List.of(
                        "GET /v1/connections/{id}",
                        "DELETE /v1/connections/{id}",
                        "POST /v1/connections/{id}/refresh",
                        "GET /v1/connections/{id}/calendars",
                        "PATCH /v1/connections/{id}/calendars/{calendar}")) {
            where.put(endpoint, "ConnectionsDocumentTest, others' connections");
        }
        for (var endpoint : List.of("updated", "deleted", "stream")) {
            where.put("GET " + SYNC + "/" + endpoint, "AurinkoSyncTest, tokens of others");
        }
        where.put("PUT " + V1 + "/{eventId}/response", "AurinkoEventsTest, invitations");
        where.put("POST /api/calendar-sync/conflicts/{id}/resolve", "ConflictsAndTraceTest");
        where.put("GET /api/events/{id}/sync-trace", "ConflictsAndTraceTest");
        where.put("GET /api/audit", "AuditTest, for auditors only");
        where.put("GET /api/audit/export", "AuditTest, for auditors only");
        where.put("GET /api/audit/ledger", "LedgerTest, for auditors only");
        for (var endpoint : List.of("checkpoints", "key", "verification")) {
            where.put("GET /api/audit/" + endpoint, "LedgerTest, for auditors and operators only");
        }
        where.put("POST /api/calendar-sync/runs/{mapping}/{number}/undo", "RestoreTest");
        for (var endpoint :
                List.of(
                        "GET /api/admin/users/{id}/roles",
                        "PUT /api/admin/users/{id}/roles/{role}",
                        "DELETE /api/admin/users/{id}/roles/{role}")) {
            where.put(endpoint, "RolesTest, for operators only");
        }
        for (var endpoint :
                List.of(
                        "GET /api/automation/rules/{id}",
                        "PUT /api/automation/rules/{id}",
                        "DELETE /api/automation/rules/{id}",
                        "POST /api/automation/rules/{id}/execute",
                        "GET /api/automation/rules/{id}/audit-logs",
                        "GET /api/automation/rules/{id}/stats",
                        "GET /api/automation/audit-logs/{logId}")) {
            where.put(endpoint, "RulesTest and RuleRunsTest, others' rules");
        }
        for (var endpoint :
                List.of(
                        "GET /v1/webhook_endpoints/{id}",
                        "PATCH /v1/webhook_endpoints/{id}",
                        "DELETE /v1/webhook_endpoints/{id}",
                        "POST /v1/webhook_endpoints/{id}/test",
                        "POST /v1/webhook_endpoints/{id}/redeliver",
                        "GET /v1/webhook_endpoints/{id}/deliveries",
                        "POST /v1/webhook_endpoints/{id}/deliveries/{delivery_id}/replay")) {
            where.put(endpoint, "WebhookEndpointsTest, others' endpoints");
        }
        where.put("GET /v1/subscriptions/{id}", "SubscriptionsTest, others' subscriptions");
        where.put("DELETE /v1/subscriptions/{id}", "SubscriptionsTest, others' subscriptions");
        for (var endpoint : ERASURES) {
            where.put(endpoint, "ErasureTest, whoever is no operator");
        }
        for (var endpoint : OPERATIONS) {
            where.put(endpoint, "OperationsTest, whoever is no operator");
        }
        return where;
    }

    /** For operators only. */
    private static final List<String> ERASURES =
            List.of(
                    "POST /api/operations/erasures",
                    "GET /api/operations/erasures",
                    "GET /api/operations/erasures/{id}");

    /** For operators only. */
    private static final List<String> OPERATIONS =
            List.of(
                    "GET /api/operations/processors",
                    "GET /api/operations/processors/{name}",
                    "POST /api/operations/processors/{name}/pause",
                    "POST /api/operations/processors/{name}/resume",
                    "POST /api/operations/processors/{name}/segments/{segment}/split",
                    "POST /api/operations/processors/{name}/segments/{segment}/merge",
                    "GET /api/operations/work",
                    "GET /api/operations/store",
                    "GET /api/operations/ledger",
                    "GET /api/operations/node",
                    "GET /api/operations/stream",
                    "GET /api/operations/connections",
                    "GET /api/operations/connections/{id}/sync-runs",
                    "GET /api/admin/connections/{id}/sync-runs",
                    "POST /api/operations/rebuilds",
                    "GET /api/operations/rebuilds",
                    "GET /api/operations/rebuilds/{id}",
                    "POST /api/operations/rebuilds/{id}/cancel",
                    "POST /api/operations/rebuilds/{id}/swap",
                    "POST /api/operations/rebuilds/{id}/throttle",
                    "POST /api/operations/projections/{name}/rollback",
                    "POST /api/operations/projections/{name}/drop",
                    "POST /api/operations/projections/{name}/streams/{stream}/rebuild",
                    "GET /api/operations/dead-letters",
                    "GET /api/operations/dead-letters/{id}",
                    "POST /api/operations/dead-letters/{id}/retry",
                    "POST /api/operations/dead-letters/{id}/discard",
                    "GET /api/admin/projections",
                    "GET /api/admin/projections/{name}",
                    "POST /api/admin/projections/{name}/rebuild",
                    "GET /api/admin/dead-letters",
                    "POST /api/admin/dead-letters/{id}/retry");

    /** Everybody at all; with why. */
    static Map<String, String> open() {
        var why = new LinkedHashMap<String, String>();
        why.put("POST /api/auth/register", "nobody has a credential before");
        why.put("POST /api/auth/login", "gives the credential");
        why.put("POST /api/auth/refresh", "the refresh token in the body is the credential");
        why.put("POST /api/auth/logout", "ends only what the tokens in it belong to");
        why.put("POST /api/auth/signup", "nobody has a credential before");
        why.put("POST /api/auth/signin", "gives the credential");
        why.put("POST /api/auth/signout", "ends only the cookie's session");
        why.put("GET /feeds/{token}.ics", "the token in the path is the credential");
        why.put("GET /api/health", "for load balancers; says ok");
        why.put("GET /api/healthz", "for load balancers; says ok");
        why.put("GET /api/ready", "for load balancers; says ready or not");
        why.put("GET /api/calendar-sync/callback/{provider}", "providers call it; the state is it");
        why.put("GET /v1/connections/callback", "providers call it; the state is it");
        why.put("POST /v1/connections/callback", "providers call it; the state is it");
        why.put("GET /api/auth/callback/google", "Google calls it; the state is it");
        why.put("POST /webhooks/google", "Google calls it; the channel's token is it");
        why.put("POST /webhooks/microsoft", "Microsoft calls it; the client state is it");
        why.put("GET /console", "a page without data; what it shows it asks for as its user");
        why.put("GET /console/", "the same page");
        why.put("GET /calendar-sync", "says how a consent ended; reads nothing");
        why.put("GET /connect/icloud", "a form; the state is the credential");
        why.put("POST /connect/icloud", "the state is the credential");
        why.put("GET /v1/auth/authorize", "a form; names an application, reads nobody's data");
        why.put("POST /v1/auth/authorize", "the username and the password in it are it");
        why.put("POST /v1/auth/token/{code}", "the application's id and secret, by Basic, are it");
        why.put("/error", "where the container forwards its own refusals");
        return why;
    }

    private static Row row(String endpoint, String allowed, Function<Scene, Request> request) {
        return new Row(endpoint, allowed, 403, 403, request);
    }

    /** Not there for those who may not see it, refused to those who may. */
    private static Row aurinko(String endpoint, String allowed, Function<Scene, Request> request) {
        return new Row(endpoint, allowed, 404, 403, request);
    }

    private static Row hidden(String endpoint, Function<Scene, Request> request) {
        return new Row(endpoint, OWNER, 404, 404, request);
    }

    private static Row list(String endpoint, String allowed, Function<Scene, String> path) {
        return new Row(endpoint, allowed, 200, 200, path.andThen(Request::of));
    }

    private static String event(Scene scene) {
        return "/api/events/" + scene.event();
    }

    private static String occurrence(Scene scene) {
        return "/api/events/" + scene.occurrence();
    }

    private static String comment(Scene scene) {
        return event(scene) + "/comments/" + scene.comment();
    }

    private static String calendar(Scene scene) {
        return "/api/calendars/" + scene.calendar();
    }

    private static String academic(Scene scene) {
        return "/api/calendar/events/event_" + scene.event();
    }

    private static String course(Scene scene) {
        return "/api/courses/" + scene.course();
    }

    private static String key(Scene scene) {
        return "/api/api-keys/" + scene.key();
    }

    private static Request mode(Scene scene, String mode) {
        return Request.of(occurrence(scene), Map.of("notes", mode, "updateMode", mode));
    }

    private static Request scope(Scene scene, String scope) {
        return Request.of(
                occurrence(scene) + "/recurring", Map.of("notes", scope, "updateScope", scope));
    }

    private static Map<String, Object> series(Scene scene) {
        var body = new LinkedHashMap<>(Scene.event(scene.mark(), scene.calendar()));
        body.put("recurrence", Map.of("type", "daily", "endType", "count", "count", 2));
        return body;
    }

    private static Map<String, Object> users(long user) {
        return Map.of("userIds", List.of(user));
    }
}
