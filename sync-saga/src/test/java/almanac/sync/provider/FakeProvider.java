package almanac.sync.provider;

import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.ProviderKind;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.sync.provider.RemoteObject.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A provider without a network: calendars with versions, cursors that can be forgotten, pages,
 * channels, and faults before or after any call. Passes {@link ProviderContract}. What it forgets
 * of what it is given ({@link #holding}) is what a real one cannot hold or normalises.
 */
public final class FakeProvider implements Provider {

    /** Why a garbled object cannot be read. */
    public static final String GARBLED = "it has more than one RRULE";

    private static final Set<String> WRITES = Set.of("create", "update", "delete", "move");

    /** One call of the port; {@code number} counts all of them from 0. */
    public record Call(String method, String calendar, Optional<String> object, int number) {

        /** Whether it may change what the provider holds. */
        public boolean writes() {
            return WRITES.contains(method);
        }
    }

    /** Says what goes wrong at a call. */
    public interface Faults {

        /** Throws in place of the call. */
        default void before(Call call) {}

        /** Throws after the call had its effect. */
        default void after(Call call) {}
    }

    private final ProviderKind kind;
    private final Clock clock;
    private final Map<String, FakeCalendar> calendars = new LinkedHashMap<>();
    private final Map<String, FakeChannel> channels = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> unlisted = new HashSet<>();
    private final Set<String> garbled = new HashSet<>();
    private final Map<String, String> notes = new HashMap<>();
    private Traits traits;
    private UnaryOperator<ImportedEntry> holds = UnaryOperator.identity();
    private Faults faults = new Faults() {};
    private BiConsumer<String, String> listener = (channel, secret) -> {};
    private IntSupplier pageSize = () -> 3;
    private BooleanSupplier vague = () -> false;
    private int channelNumber;

    record FakeChannel(String calendar, String secret, java.time.Instant expiresAt) {}

    /** Moves objects from calendar to calendar where it is Google. */
    public FakeProvider(ProviderKind kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
        this.traits =
                new Traits(
                        true,
                        kind == ProviderKind.GOOGLE,
                        Optional.empty(),
                        4,
                        1_000_000,
                        Duration.ofMinutes(5));
    }

    public synchronized FakeProvider with(Traits newTraits) {
        traits = newTraits;
        return this;
    }

    /** What becomes of content when this provider stores it. */
    public synchronized FakeProvider holding(UnaryOperator<ImportedEntry> newHolds) {
        holds = newHolds;
        return this;
    }

    public synchronized FakeProvider paging(int size) {
        return paging(() -> size);
    }

    /** How many changes the next page has; one of none may be followed by others. */
    public synchronized FakeProvider paging(IntSupplier sizes) {
        pageSize = sizes;
        return this;
    }

    /** Whether the next change only says that something happened to an object. */
    public synchronized FakeProvider vague(BooleanSupplier newVague) {
        vague = newVague;
        return this;
    }

    public synchronized void failing(Faults newFaults) {
        faults = newFaults;
    }

    /** Who is told, with channel and secret, when a watched calendar changes. */
    public synchronized void telling(BiConsumer<String, String> newListener) {
        listener = newListener;
    }

    /** Opens a calendar that the account may use so. */
    public synchronized RemoteCalendar open(String id, Rights rights) {
        var calendar =
                new RemoteCalendar(
                        id,
                        "Calendar " + id,
                        Optional.empty(),
                        Optional.of("#112233"),
                        Optional.of("Europe/Paris"),
                        rights,
                        calendars.isEmpty());
        calendars.put(id, new FakeCalendar(calendar));
        return calendar;
    }

    /** The account may use it so from now on. */
    public synchronized void share(String id, Rights rights) {
        var there = calendar(id);
        there.calendar =
                new RemoteCalendar(
                        id,
                        there.calendar.name(),
                        there.calendar.description(),
                        there.calendar.color(),
                        there.calendar.zone(),
                        rights,
                        there.calendar.primary());
    }

    /** The account is no longer allowed to see it, until what is answered is run. */
    public synchronized Runnable close(String id) {
        var closed = calendar(id);
        calendars.remove(id);
        return () -> reopen(id, closed);
    }

    /** Lists lack it, and nothing else does, until what is answered is run. */
    public synchronized Runnable unlist(String id) {
        unlisted.add(id);
        return () -> relist(id);
    }

    private synchronized void relist(String id) {
        unlisted.remove(id);
    }

    private synchronized void reopen(String id, FakeCalendar closed) {
        calendars.put(id, closed);
    }

    public synchronized void forgetCursors() {
        calendars.values().forEach(calendar -> calendar.epoch++);
    }

    /** All calls so far. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public synchronized long writes() {
        return calls.stream().filter(Call::writes).count();
    }

    /** What is on a calendar now. */
    public synchronized List<RemoteObject> objects(String calendar) {
        return calendar(calendar).objects.values().stream()
                .filter(stored -> !stored.deleted())
                .map(FakeCalendar.Stored::toObject)
                .toList();
    }

    public synchronized int openChannels() {
        return (int)
                channels.values().stream()
                        .filter(channel -> channel.expiresAt().isAfter(clock.instant()))
                        .count();
    }

    /** Another person's way in; no fault strikes them and their calls are not counted. */
    public synchronized String personAdds(String calendar, ImportedEntry content) {
        return personAdds(calendar, content, Standing.OURS);
    }

    public synchronized String personAdds(
            String calendar, ImportedEntry content, Standing standing) {
        var id = calendar(calendar).add(content, Optional.empty(), standing, clock.instant());
        changed(calendar);
        return id;
    }

    public synchronized void personEdits(
            String calendar, String object, UnaryOperator<ImportedEntry> edit) {
        calendar(calendar).edit(object, edit, clock.instant());
        changed(calendar);
    }

    /** Something is put into an object, or taken out again, that nobody can read. */
    public synchronized void personGarbles(String calendar, String object, boolean unreadable) {
        if (unreadable) {
            garbled.add(object);
        } else {
            garbled.remove(object);
        }
        personEdits(calendar, object, content -> content);
    }

    /** From now on an object is read otherwise than it stands there. */
    public synchronized void noting(String object, String note) {
        notes.put(object, note);
    }

    /** We have learned to read it; it has not changed. */
    public synchronized void mend(String object) {
        garbled.remove(object);
    }

    public synchronized void personRemoves(String calendar, String object) {
        calendar(calendar).remove(object, clock.instant());
        changed(calendar);
    }

    /** A copy in the same calendar: as some providers do it, our private mark is copied along. */
    public synchronized String personCopies(
            String calendar, String object, UnaryOperator<ImportedEntry> edit) {
        var original = calendar(calendar).live(object).orElseThrow();
        var id =
                calendar(calendar)
                        .add(
                                edit.apply(original.content()),
                                original.operation(),
                                Standing.OURS,
                                clock.instant());
        changed(calendar);
        return id;
    }

    /**
     * Answers the object's name in the other calendar: another one where {@link Traits#moves} is
     * false. The UID stays, our mark does not.
     */
    public synchronized String personMoves(String from, String object, String to) {
        var moved = calendar(from).live(object).orElseThrow();
        var now = clock.instant();
        calendar(from).remove(object, now);
        var id =
                traits.moves()
                        ? calendar(to).take(moved, Optional.empty(), now)
                        : calendar(to).add(moved.content(), Optional.empty(), Standing.OURS, now);
        changed(from);
        changed(to);
        return id;
    }

    private void changed(String calendar) {
        channels.forEach((id, channel) -> {
            if (channel.calendar().equals(calendar)
                    && channel.expiresAt().isAfter(clock.instant())) {
                listener.accept(id, channel.secret());
            }
        });
    }

    private FakeCalendar calendar(String id) {
        var calendar = calendars.get(id);
        if (calendar == null) {
            throw new ProviderFailed(new ProviderFailure.CalendarGone("no calendar " + id));
        }
        return calendar;
    }

    private interface Work<T> {
        T run();
    }

    private <T> T call(
            String method, Account account, String on, Optional<String> object, Work<T> work) {
        var call = new Call(method, on, object, calls.size());
        calls.add(call);
        account.credential();
        faults.before(call);
        var answer = work.run();
        faults.after(call);
        return answer;
    }

    @Override
    public ProviderKind kind() {
        return kind;
    }

    @Override
    public synchronized Traits traits() {
        return traits;
    }

    @Override
    public synchronized List<RemoteCalendar> calendars(Account account) {
        return call(
                "calendars",
                account,
                "",
                Optional.empty(),
                () ->
                        calendars.values().stream()
                                .map(each -> each.calendar)
                                .filter(each -> !unlisted.contains(each.id()))
                                .toList());
    }

    @Override
    public synchronized ChangePage changes(
            Account account, RemoteCalendar calendar, Resume resume) {
        return call(
                "changes",
                account,
                calendar.id(),
                Optional.empty(),
                () -> {
                    var page = calendar(calendar.id()).page(resume, pageSize.getAsInt(), vague);
                    return new ChangePage(
                            page.changes().stream().map(this::told).toList(),
                            page.continuation(),
                            page.expected());
                });
    }

    private RemoteChange told(RemoteChange change) {
        if (!(change instanceof RemoteChange.Present(var now, var said))) {
            return change;
        }
        if (garbled.contains(now.id())) {
            return new RemoteChange.Unreadable(now.id(), GARBLED);
        }
        var note = Optional.ofNullable(notes.get(now.id()));
        return new RemoteChange.Present(now, note.map(List::of).orElse(said));
    }

    @Override
    public synchronized Optional<RemoteObject> fetch(
            Account account, RemoteCalendar calendar, String object) {
        return call(
                "fetch",
                account,
                calendar.id(),
                Optional.of(object),
                () -> {
                    if (garbled.contains(object)) {
                        throw new ProviderFailed(new ProviderFailure.Refused(GARBLED));
                    }
                    return calendar(calendar.id()).live(object);
                });
    }

    @Override
    public synchronized RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        if (!draft.operation().matches("[0-9a-v]{5,64}")) {
            throw new IllegalArgumentException("not base32hex: " + draft.operation());
        }
        return call(
                "create",
                account,
                calendar.id(),
                Optional.empty(),
                () -> {
                    var there = writable(calendar);
                    var id =
                            there.byOperation(draft.operation())
                                    .orElseGet(() ->
                                            there.add(
                                                    holds.apply(draft.content()),
                                                    Optional.of(draft.operation()),
                                                    Standing.OURS,
                                                    clock.instant()));
                    changed(calendar.id());
                    return there.live(id).orElseThrow();
                });
    }

    @Override
    public synchronized RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return call(
                "update",
                account,
                calendar.id(),
                Optional.of(known.id()),
                () -> {
                    var there = writable(calendar);
                    var now =
                            there.live(known.id())
                                    .orElseThrow(() ->
                                            new ProviderFailed(
                                                    new ProviderFailure.Gone(known.id())));
                    if (now.standing() != Standing.INVITED || !answers(now.content(), wanted)) {
                        requireOurs(now);
                    }
                    requireKnown(now, known);
                    var held = holds.apply(wanted);
                    if (held.equals(now.content())) {
                        // like Google's adapter, which has nothing to send then
                        return now;
                    }
                    there.edit(known.id(), old -> held, clock.instant());
                    changed(calendar.id());
                    return there.live(known.id()).orElseThrow();
                });
    }

    @Override
    public synchronized void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        call(
                "delete",
                account,
                calendar.id(),
                Optional.of(known.id()),
                () -> {
                    var there = writable(calendar);
                    there.live(known.id())
                            .ifPresent(now -> {
                                require(now, known);
                                there.remove(known.id(), clock.instant());
                                changed(calendar.id());
                            });
                    return there;
                });
    }

    @Override
    public synchronized void move(
            Account account, RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        call(
                "move",
                account,
                calendar.id(),
                Optional.of(known.id()),
                () -> {
                    var here = writable(calendar);
                    var there = writable(to);
                    var now =
                            here.live(known.id())
                                    .orElseThrow(() ->
                                            new ProviderFailed(
                                                    new ProviderFailure.Gone(known.id())));
                    if (now.standing() != Standing.OURS) {
                        throw new ProviderFailed(new ProviderFailure.Forbidden("not ours"));
                    }
                    here.remove(known.id(), clock.instant());
                    there.take(now, now.operation(), clock.instant());
                    changed(calendar.id());
                    changed(to.id());
                    return there;
                });
    }

    /** Whoever is invited may say whether they come, to all or to one of it, and nothing else. */
    private static boolean answers(ImportedEntry now, ImportedEntry wanted) {
        var own =
                wanted.overrides().stream()
                        .filter(each -> !now.overrides().contains(each))
                        .flatMap(each -> before(now, each).changesTo(each.details()).stream());
        var changes = Stream.concat(now.details().changesTo(wanted.details()).stream(), own);
        return wanted.span().equals(now.span())
                && !wanted.equals(now)
                && changes.allMatch(Change.Answered.class::isInstance);
    }

    private static Details before(ImportedEntry now, ImportedOverride wanted) {
        return now.overrides().stream()
                .filter(each -> each.originalStart().equals(wanted.originalStart()))
                .findFirst()
                .map(ImportedOverride::details)
                .orElse(now.details());
    }

    private FakeCalendar writable(RemoteCalendar calendar) {
        var there = calendar(calendar.id());
        if (!there.calendar.rights().write()) {
            throw new ProviderFailed(new ProviderFailure.Forbidden("read only"));
        }
        return there;
    }

    private static void require(RemoteObject now, RemoteObject known) {
        requireOurs(now);
        requireKnown(now, known);
    }

    private static void requireOurs(RemoteObject now) {
        if (now.standing() != Standing.OURS) {
            throw new ProviderFailed(new ProviderFailure.Forbidden("not ours"));
        }
    }

    private static void requireKnown(RemoteObject now, RemoteObject known) {
        if (!now.version().equals(known.version())) {
            throw new ProviderFailed(new ProviderFailure.Changed("is " + now.version()));
        }
    }

    @Override
    public synchronized Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        return call(
                "watch",
                account,
                calendar.id(),
                Optional.empty(),
                () -> {
                    calendar(calendar.id());
                    var id = "channel-" + channelNumber++;
                    var end = clock.instant().plus(order.life());
                    channels.put(id, new FakeChannel(calendar.id(), order.secret(), end));
                    return new Channel(id, "resource-" + calendar.id(), end);
                });
    }

    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return watch(account, calendar, order);
    }

    @Override
    public synchronized void unwatch(Account account, Channel channel) {
        call(
                "unwatch",
                account,
                "",
                Optional.empty(),
                () -> Optional.ofNullable(channels.remove(channel.id())));
    }
}
