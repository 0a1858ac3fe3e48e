package almanac.sync.webhook;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionFact;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.sync.local.Archive;
import almanac.sync.local.FactLog.Logged;
import almanac.user.UserId;
import almanac.webhook.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whom a fact concerns, and how each of them is told: by what they may see. */
final class Fanout {

    private final Archive archive;

    Fanout(Archive archive) {
        this.archive = archive;
    }

    /**
     * The occasions of one fact.
     *
     * @param among the endpoints of these people that are told something
     */
    List<Occasion> of(Logged logged, Function<Collection<UserId>, List<Endpoint>> among) {
        return switch (logged.fact()) {
            case EntryFact fact -> ofEntry(logged, fact, among);
            case ConnectionFact fact -> ofConnection(logged, fact, among);
            default -> List.of();
        };
    }

    /** How something looks to one person. */
    private record Seen(UserId owner, Topic topic, CalendarId calendar) {}

    private List<Occasion> ofEntry(
            Logged logged, EntryFact fact, Function<Collection<UserId>, List<Endpoint>> among) {
        var readers = new Readers(logged.position());
        var seen = seen(fact, logged.sequence(), readers);
        return among.apply(seen.stream().map(Seen::owner).toList()).stream()
                .flatMap(endpoint ->
                        of(endpoint, fact, seen, readers)
                                .map(each ->
                                        new Occasion(
                                                endpoint.id(),
                                                logged.position(),
                                                each.topic(),
                                                logged.at(),
                                                new Occasion.AnEntry(
                                                        fact.entry(),
                                                        logged.sequence(),
                                                        each.calendar()))))
                .toList();
    }

    /** What of it one endpoint wants. */
    private Stream<Seen> of(Endpoint endpoint, EntryFact fact, List<Seen> seen, Readers readers) {
        var own = seen.stream().filter(each -> each.owner().equals(endpoint.owner()));
        return endpoint.details()
                .subscription()
                .map(its -> on(its.calendar(), endpoint.owner(), fact, own, readers))
                .orElseGet(() -> own.filter(each -> endpoint.details().wants(each.topic())));
    }

    /** As one calendar has it: what moves to another that its reader sees is gone from here. */
    private static Stream<Seen> on(
            CalendarId calendar,
            UserId reader,
            EntryFact fact,
            Stream<Seen> seen,
            Readers readers) {
        if (fact instanceof EntryFact.EntryMoved(var entry, var from, var to)) {
            var topic = calendar.equals(from) ? Topic.EVENT_DELETED : Topic.EVENT_CREATED;
            return (calendar.equals(from) || calendar.equals(to))
                            && readers.of(calendar).anyMatch(reader::equals)
                    ? Stream.of(new Seen(reader, topic, calendar))
                    : Stream.empty();
        }
        return seen.filter(each -> each.calendar().equals(calendar));
    }

    private List<Seen> seen(EntryFact fact, long sequence, Readers readers) {
        return switch (fact) {
            case EntryFact.EntryMoved(var entry, var from, var to) -> moved(from, to, readers);
            case EntryFact.EntryDeleted(var entry, var calendar) ->
                    readers.of(calendar)
                            .map(user -> new Seen(user, Topic.EVENT_DELETED, calendar))
                            .toList();
            case EntryFact.EntryCreated created ->
                    readers.of(created.calendar())
                            .map(user -> new Seen(user, Topic.EVENT_CREATED, created.calendar()))
                            .toList();
            case EntryFact.EntryRestored(var entry, var content)
                    when place(entry, sequence - 1).isEmpty() ->
                    readers.of(content.calendar())
                            .map(user -> new Seen(user, Topic.EVENT_CREATED, content.calendar()))
                            .toList();
            default -> changed(fact, sequence, readers);
        };
    }

    private List<Seen> changed(EntryFact fact, long sequence, Readers readers) {
        var topic = EntryTopics.of(fact);
        return place(fact.entry(), sequence).stream()
                .flatMap(calendar ->
                        readers.of(calendar).map(user -> new Seen(user, topic, calendar)))
                .toList();
    }

    private Optional<CalendarId> place(EntryId entry, long sequence) {
        return Histories.asOf(archive.entry(entry), sequence) instanceof EntryState.Live live
                ? Optional.of(live.calendar())
                : Optional.empty();
    }

    /** To who sees only one of the calendars, it came to be or it is gone. */
    private static List<Seen> moved(CalendarId from, CalendarId to, Readers readers) {
        var before = readers.of(from).toList();
        var after = readers.of(to).toList();
        var left =
                before.stream()
                        .filter(user -> !after.contains(user))
                        .map(user -> new Seen(user, Topic.EVENT_DELETED, from));
        var there =
                after.stream()
                        .map(user ->
                                new Seen(
                                        user,
                                        before.contains(user)
                                                ? Topic.EVENT_UPDATED
                                                : Topic.EVENT_CREATED,
                                        to));
        return Stream.concat(left, there).toList();
    }

    /** Who could see a calendar at that place in history: shares may have changed since. */
    private final class Readers {

        private final long position;

        Readers(long position) {
            this.position = position;
        }

        Stream<UserId> of(CalendarId calendar) {
            return archive.audience(calendar, position).stream()
                    .flatMap(audience -> audience.readers().stream());
        }
    }

    private List<Occasion> ofConnection(
            Logged logged,
            ConnectionFact fact,
            Function<Collection<UserId>, List<Endpoint>> among) {
        var news = ConnectionTopics.of(fact);
        var owner = news.flatMap(its -> archive.ownerOf(fact.connection()));
        if (owner.isEmpty()) {
            return List.of();
        }
        return among.apply(List.of(owner.get())).stream()
                .filter(endpoint -> endpoint.details().subscription().isEmpty())
                .filter(endpoint -> endpoint.details().wants(news.get().topic()))
                .map(endpoint ->
                        new Occasion(
                                endpoint.id(),
                                logged.position(),
                                news.get().topic(),
                                logged.at(),
                                new Occasion.AConnection(fact.connection(), news.get().detail())))
                .toList();
    }
}
