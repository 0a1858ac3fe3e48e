package almanac.sync.caldav;

import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.Multistatus.Item;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a server what is in a calendar, or what changed there. */
final class Lister {

    private static final int OK = 200;
    private static final int TRUNCATED = 507;

    /**
     * A token that the server does not take: RFC 6578 3.2 says how, and not all read it. Whatever
     * else it may mean, such as more changes than it tells at once (507), a full round finds out.
     */
    private static final Set<Integer> NOT_TAKEN = Set.of(400, 403, 409, 410, 412, 507);

    /** An answer to a report that the server does not have, breaks on, or has no room for. */
    private static final Set<Integer> NO_REPORT = Set.of(400, 403, 405, 415, 422, 500, 501, 507);

    private final Site site;
    private final URI collection;
    private final String path;

    Lister(Site site, RemoteCalendar calendar) {
        this.site = site;
        this.collection = site.collection(calendar);
        this.path = site.path(calendar);
    }

    /** What a calendar says of its state, where it does. */
    record State(Optional<String> ctag, Optional<String> token) {}

    State state() {
        var request = DavRequest.propfind(collection, 0, DavBodies.STATE);
        var found =
                site.dav().multistatus(Subject.CALENDAR, request).items().stream()
                        .map(Item::found)
                        .findFirst()
                        .orElseGet(() -> Xml.properties(List.of()));
        return new State(
                found.value(Xml.CALENDARSERVER, "getctag"), found.value(Xml.DAV, "sync-token"));
    }

    /** Everything by token; empty where the server does not know how, or answers with none. */
    Optional<Listing> everything() {
        var request = DavRequest.report(collection, 0, DavBodies.syncCollection(""));
        var answer = site.dav().send(request);
        if (NO_REPORT.contains(answer.status())) {
            return Optional.empty();
        }
        var told = site.dav().read(Subject.CALENDAR, request, answer);
        return told.token().map(token -> listing("", token, told));
    }

    /**
     * @throws ProviderFailed CursorExpired where the server does not take the token
     */
    Listing since(String token) {
        var request = DavRequest.report(collection, 0, DavBodies.syncCollection(token));
        var answer = site.dav().send(request);
        if (NOT_TAKEN.contains(answer.status())
                || DavFailures.conditions(answer.body()).contains("valid-sync-token")) {
            throw Cursor.expired("the server does not take the token");
        }
        if (answer.status() == 500) {
            // Xandikos answers so to an unknown token; a server that is down says it here too
            state();
            throw Cursor.expired("the server breaks on the token");
        }
        var told = site.dav().read(Subject.CALENDAR, request, answer);
        var end =
                told.token()
                        .orElseThrow(() ->
                                new ProviderFailed(
                                        new ProviderFailure.Unreachable(
                                                "an answer without a token")));
        return listing(token, end, told);
    }

    /** A first round names things that are gone too (Radicale): nobody ever heard of them. */
    private Listing listing(String from, String token, Multistatus answer) {
        var present = new ArrayList<String>();
        var removed = new LinkedHashSet<String>();
        var whole = true;
        for (var item : answer.items()) {
            var resource = item.path();
            if (isSelf(resource)) {
                whole &= item.status() != TRUNCATED;
            } else if (Hrefs.isChild(path, resource)) {
                if (item.gone()) {
                    removed.add(resource);
                } else {
                    present.add(resource);
                }
            }
        }
        if (!whole && token.equals(from)) {
            throw new ProviderFailed(
                    new ProviderFailure.Unreachable("an answer that leads nowhere"));
        }
        Collections.sort(present);
        return new Listing(
                present.stream().distinct().toList(),
                from.isEmpty() ? List.of() : List.copyOf(removed),
                new Cursor.Token(token),
                whole);
    }

    private boolean isSelf(String resource) {
        return resource.equals(path) || (resource + "/").equals(path);
    }

    /** All by their etags. */
    Listing listed(Optional<String> ctag) {
        var etags = etags();
        return new Listing(
                etags.keySet().stream().sorted().toList(),
                List.of(),
                new Cursor.Listed(ctag, Fingerprints.of(etags)),
                true);
    }

    /**
     * What differs from what was known.
     *
     * @throws ProviderFailed CursorExpired where that cannot be told
     */
    Listing differing(Fingerprints known, Optional<String> ctag) {
        var etags = etags();
        var changed =
                known.changed(etags)
                        .orElseThrow(() -> Cursor.expired("something is gone, or too much there"));
        return new Listing(
                changed.keySet().stream().sorted().toList(),
                List.of(),
                new Cursor.Listed(ctag, Fingerprints.of(etags)),
                true);
    }

    private Map<String, String> etags() {
        var request = DavRequest.propfind(collection, 1, DavBodies.ETAGS);
        var etags = new HashMap<String, String>();
        for (var item : site.dav().multistatus(Subject.CALENDAR, request).items()) {
            var types = item.found().child(Xml.DAV, "resourcetype");
            var isCollection = types.filter(t -> t.has(Xml.DAV, "collection")).isPresent();
            var stands = item.status() == OK || !item.whole() && item.missing();
            if (Hrefs.isChild(path, item.path()) && !isCollection && stands) {
                etags.put(item.path(), item.found().value(Xml.DAV, "getetag").orElse(""));
            }
        }
        return etags;
    }
}
