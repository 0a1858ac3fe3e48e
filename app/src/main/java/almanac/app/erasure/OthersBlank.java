package almanac.app.erasure;

import almanac.app.personal.PersonalSealing;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.store.Sealing;
import almanac.user.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * On calendars of others, what the person wrote is taken out of the entries as they are now, which
 * keep their times: by an ordinary fact, so that clients, endpoints and providers hear of it. It is
 * what their history will say once the key is destroyed.
 */
final class OthersBlank implements Step {

    private final Doing doing;
    private final Footprint footprint;
    private final PersonalSealing sealing;
    private final Function<Sealing, EventStorageEngine> histories;
    private final Jobs jobs;
    private final Duration patience;

    /**
     * @param histories all facts, read so
     * @param patience how long the providers of others are waited for
     */
    OthersBlank(
            Doing doing,
            Footprint footprint,
            PersonalSealing sealing,
            Function<Sealing, EventStorageEngine> histories,
            Jobs jobs,
            Duration patience) {
        this.doing = doing;
        this.footprint = footprint;
        this.sealing = sealing;
        this.histories = histories;
        this.jobs = jobs;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "others-calendars";
    }

    @Override
    public Outcome run(Job job) {
        var now = histories.apply(sealing);
        var then = histories.apply(sealing.without(job.user()));
        var touched = new HashSet<CalendarId>();
        var entries = footprint.of(job, () -> jobs.keep(job)).numbers("entry-");
        var blanked = 0L;
        var saidAgain = 0L;
        for (var number : entries) {
            jobs.keep(job);
            var told = Told.of(now, new EntryId(number), job.user());
            saidAgain += told.saidAgain() ? 1 : 0;
            if (told.state() instanceof EntryState.Live live && isOfOthers(live, job.user())) {
                touched.add(live.calendar());
                if (blank(job.user(), live, told, Told.of(then, live.entry(), job.user()))) {
                    blanked++;
                }
            }
        }
        var counts = Map.of("entries", blanked);
        var again = saidAgain(saidAgain);
        return settled(job, touched)
                .<Outcome>map(unsure -> new Done(counts, Stream.concat(unsure, again).toList()))
                .orElseGet(() -> new NotYet(counts, Doing.PROVIDERS));
    }

    private boolean isOfOthers(EntryState.Live live, UserId user) {
        return doing.owner(live.calendar()).filter(owner -> !owner.equals(user)).isPresent();
    }

    /** What changed since is looked at again, when the step is tried again. */
    private boolean blank(UserId user, EntryState.Live live, Told now, Told then) {
        return then.state() instanceof EntryState.Live without
                && !without.equals(live)
                && doing.send(
                        user, new EntryCommand.BlankEntry(live.entry(), without, now.revision()));
    }

    /**
     * An entry as its facts tell of it.
     *
     * @param saidAgain whether an erasure of somebody else, as they were done once, stored all that
     *     the entry said after the person had written there: in the name of the calendar's owner
     */
    private record Told(EntryState state, OptionalLong revision, boolean saidAgain) {

        static Told of(EventStorageEngine history, EntryId entry, UserId user) {
            var told = new Told(EntryState.initial(), OptionalLong.empty(), false);
            var spoke = false;
            var events = history.readEvents(entry.toString());
            while (events.hasNext()) {
                var event = events.next();
                Map<String, ?> metaData = event.getMetaData();
                var actor = Actor.from(metaData);
                var fact = (EntryFact) event.getPayload();
                var again =
                        spoke
                                && fact instanceof EntryFact.EntryRestored
                                && actor.filter(it -> isSystemFor(it, user)).isPresent();
                spoke |= actor.filter(it -> it.user().equals(user)).isPresent();
                told =
                        new Told(
                                told.state().evolve(fact),
                                OptionalLong.of(event.getSequenceNumber()),
                                told.saidAgain() || again);
            }
            return told;
        }

        private static boolean isSystemFor(Actor actor, UserId other) {
            return actor.origin().kind() == Origin.Kind.SYSTEM && !actor.user().equals(other);
        }
    }

    private static Stream<String> saidAgain(long entries) {
        return entries == 0
                ? Stream.of()
                : Stream.of(
                        entries
                                + " entries on calendars of others may keep words of this user,"
                                + " which an earlier erasure stored again under another key");
    }

    /** What is unsure; empty while it may still become sure. */
    private Optional<Stream<String>> settled(Job job, Set<CalendarId> touched) {
        var heard = doing.syncHasHeard();
        var left = doing.left(touched);
        if (heard && left.waiting() == 0 && left.parked() == 0) {
            return Optional.of(Stream.of());
        }
        if (!doing.waitedFor(job, patience) && (!heard || left.waiting() > 0)) {
            return Optional.empty();
        }
        return Optional.of(
                Stream.of(
                        (left.waiting() + left.parked())
                                + " changes of entries on calendars of others did not reach the"
                                + " providers yet"));
    }
}
