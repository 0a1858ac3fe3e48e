package almanac.app.erasure;

import almanac.app.personal.PersonalSealing;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.store.Sealing;
import almanac.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
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
        var blanked = new ArrayList<EntryId>();
        for (var number : entries) {
            jobs.keep(job);
            var entry = new EntryId(number);
            if (state(now, entry) instanceof EntryState.Live live) {
                var owner = doing.owner(live.calendar());
                if (owner.filter(it -> !it.equals(job.user())).isPresent()) {
                    touched.add(live.calendar());
                    if (blank(owner.get(), live, state(then, entry))) {
                        blanked.add(entry);
                    }
                }
            }
        }
        var counts = Map.of("entries", (long) blanked.size());
        return settled(job, touched)
                .<Outcome>map(unsure -> new Done(counts, unsure))
                .orElseGet(() -> new NotYet(counts, Doing.PROVIDERS));
    }

    private boolean blank(UserId owner, EntryState.Live live, EntryState left) {
        return left instanceof EntryState.Live without
                && !without.equals(live)
                && doing.send(
                        owner,
                        new EntryCommand.RestoreEntry(live.entry(), without, OptionalLong.empty()));
    }

    private static EntryState state(EventStorageEngine history, EntryId entry) {
        var state = EntryState.initial();
        var events = history.readEvents(entry.toString());
        while (events.hasNext()) {
            state = state.evolve((EntryFact) events.next().getPayload());
        }
        return state;
    }

    /** What is unsure; empty while it may still become sure. */
    private Optional<List<String>> settled(Job job, Set<CalendarId> touched) {
        var heard = doing.syncHasHeard();
        var left = doing.left(touched);
        if (heard && left.waiting() == 0 && left.parked() == 0) {
            return Optional.of(List.of());
        }
        if (!doing.waitedFor(job, patience) && (!heard || left.waiting() > 0)) {
            return Optional.empty();
        }
        return Optional.of(
                List.of(
                        (left.waiting() + left.parked())
                                + " changes of entries on calendars of others did not reach the"
                                + " providers yet"));
    }
}
