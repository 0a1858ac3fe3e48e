package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names under which facts are found, all in one index; a letter says of what kind. */
final class Keys {

    private Keys() {}

    static String entry(EntryId entry) {
        return "e:" + entry.value();
    }

    static String calendar(CalendarId calendar) {
        return "c:" + calendar.value();
    }

    static String actor(long user) {
        return "a:" + user;
    }

    /** An origin as it is written, with its number or without. */
    static String origin(String text) {
        return "o:" + text;
    }

    static String type(String type) {
        return "t:" + type;
    }

    static String stream(String stream) {
        return "s:" + stream;
    }

    static String run(String run) {
        return "r:" + run;
    }

    static String trace(String trace) {
        return "x:" + trace;
    }

    /** Every name of a fact. */
    static List<String> of(Noted fact, Concern concern) {
        var actor = fact.actor();
        return Stream.of(
                        concern.keys(),
                        actor.stream().map(who -> actor(who.user().value())),
                        actor.stream().flatMap(who -> origins(who.origin())),
                        Stream.of(type(fact.type()), stream(fact.stream())),
                        fact.run().stream().map(Keys::run),
                        fact.meta(Noted.TRACE).stream().map(Keys::trace))
                .flatMap(keys -> keys)
                .toList();
    }

    /** Who acted, by the names of a fact; of its origins the first says more. */
    static Optional<Actor> actorIn(List<String> keys) {
        var origin = after("o:", keys).map(Origin::parse);
        return after("a:", keys)
                .map(user -> new UserId(Long.parseLong(user)))
                .flatMap(user -> origin.map(through -> new Actor(user, through)));
    }

    private static Optional<String> after(String letter, List<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(letter))
                .map(key -> key.substring(letter.length()))
                .findFirst();
    }

    private static Stream<String> origins(Origin origin) {
        return Stream.of(origin, Origin.of(origin.kind()))
                .map(each -> origin(each.toString()))
                .distinct();
    }
}
