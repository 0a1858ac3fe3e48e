package almanac.sync.caldav;

import almanac.entry.MailAddress;
import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.Multistatus.Item;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Reauthorize;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a server's address to the calendars of an account (RFC 6764 6): the well-known address, the
 * principal, its calendar home. An address with a path of its own is asked first.
 */
final class Discovery {

    private static final String WELL_KNOWN = "/.well-known/caldav";

    private final Dav dav;

    Discovery(Dav dav) {
        this.dav = dav;
    }

    /**
     * @param from who answered
     */
    private record Found(URI from, Xml properties) {

        List<URI> homes() {
            return properties
                    .hrefs(Xml.CALDAV, "calendar-home-set")
                    .flatMap(href -> Hrefs.resolve(from, href).stream())
                    .map(Discovery::collection)
                    .toList();
        }

        Optional<URI> principal() {
            return properties
                    .hrefs(Xml.DAV, "current-user-principal")
                    .findFirst()
                    .flatMap(href -> Hrefs.resolve(from, href));
        }

        Stream<MailAddress> addresses() {
            return properties
                    .hrefs(Xml.CALDAV, "calendar-user-address-set")
                    .filter(href -> href.toLowerCase(Locale.ROOT).startsWith("mailto:"))
                    .map(href -> href.substring("mailto:".length()))
                    .filter(MailAddress::isOne)
                    .map(MailAddress::new);
        }
    }

    /**
     * @throws ProviderFailed Reauthorize where the password is not accepted, Refused where there
     *     are no calendars
     */
    Home home() {
        var server = dav.who().server();
        var bare = server.getRawPath() == null || server.getRawPath().length() < 2;
        var root = bare ? server.resolve("/") : server;
        var wellKnown = server.resolve(WELL_KNOWN);
        var starts = bare ? List.of(wellKnown, root) : List.of(root, wellKnown);
        Optional<ProviderFailed> reason = Optional.empty();
        for (var start : starts) {
            try {
                var found = home(start);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (ProviderFailed failed) {
                if (ends(failed)) {
                    throw failed;
                }
                reason = Optional.of(failed);
            }
        }
        throw reason.orElseGet(() ->
                new ProviderFailed(
                        new ProviderFailure.Refused("no calendars are found at " + server)));
    }

    /** Asking once more at another place would be one more wrong password, or too much. */
    private static boolean ends(ProviderFailed failed) {
        return failed.failure() instanceof Reauthorize
                || failed.failure() instanceof ProviderFailure.Throttled;
    }

    private Optional<Home> home(URI start) {
        var entry = ask(start);
        var first = entry.homes();
        var principal = entry.principal();
        if (principal.isEmpty()) {
            return first.isEmpty() ? Optional.empty() : Optional.of(home(entry, entry, start));
        }
        var person = ask(principal.get());
        return person.homes().isEmpty()
                ? first.isEmpty() ? Optional.empty() : Optional.of(home(entry, person, start))
                : Optional.of(home(person, person, principal.get()));
    }

    private Home home(Found homes, Found person, URI principal) {
        var byPerson = new TreeSet<MailAddress>(MailAddress.BY_PERSON);
        person.addresses().forEach(byPerson::add);
        Optional.of(dav.who().username())
                .filter(MailAddress::isOne)
                .map(MailAddress::new)
                .ifPresent(byPerson::add);
        return new Home(
                homes.homes(),
                Hrefs.path(principal.toString()),
                byPerson.stream().collect(Collectors.toUnmodifiableSet()));
    }

    /** iCloud answers under another href than it was asked for: it is the one that counts. */
    private Found ask(URI target) {
        var request = DavRequest.propfind(target, 0, DavBodies.PRINCIPAL);
        var answer = dav.send(request);
        var items = dav.read(Subject.SERVER, request, answer).items();
        var properties =
                items.stream()
                        .map(Item::found)
                        .findFirst()
                        .orElseGet(() -> Xml.properties(List.of()));
        return new Found(answer.from(), properties);
    }

    private static URI collection(URI home) {
        return home.getRawPath().endsWith("/") ? home : URI.create(home + "/");
    }
}
