package almanac.app.sync;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.RandomContents;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Somebody who works with a provider's own program. */
final class RemotePerson {

    private static final int MANY = 6;

    private final FakeProvider provider;
    private final List<String> calendars;
    private final SplittableRandom random;
    private final RandomContents contents;
    private final UnaryOperator<ImportedEntry> holds;
    private final Doubles doubles;

    RemotePerson(
            FakeProvider provider,
            List<String> calendars,
            SplittableRandom random,
            RandomContents contents,
            UnaryOperator<ImportedEntry> holds,
            Doubles doubles) {
        this.provider = provider;
        this.calendars = calendars;
        this.random = random;
        this.contents = contents;
        this.holds = holds;
        this.doubles = doubles;
    }

    /** All that is in the calendars, by object. */
    Map<String, List<ImportedEntry>> everything() {
        var all = new TreeMap<String, List<ImportedEntry>>();
        for (var calendar : calendars) {
            provider.objects(calendar)
                    .forEach(object -> all.put(object.id(), List.of(object.content())));
        }
        return all;
    }

    /** Does something; answers what. */
    String act() {
        var calendar = calendars.get(random.nextInt(calendars.size()));
        var objects = provider.objects(calendar);
        if (objects.isEmpty() || objects.size() < MANY && random.nextInt(6) == 0) {
            return "adds " + add(calendar);
        }
        var object = objects.get(random.nextInt(objects.size()));
        return switch (random.nextInt(14)) {
            case 0, 1 -> {
                provider.personRemoves(calendar, object.id());
                yield "removes " + object.id();
            }
            case 2 -> {
                provider.personCopies(calendar, object.id(), this::copied);
                yield "copies " + object.id();
            }
            case 3 -> move(calendar, object);
            case 4 -> split(calendar, object);
            case 5, 6 -> {
                provider.personEdits(calendar, object.id(), this::met);
                yield "meets " + object.id();
            }
            default -> {
                provider.personEdits(
                        calendar, object.id(), old -> holds.apply(contents.edited(old)));
                yield "edits " + object.id() + " to " + now(calendar, object.id());
            }
        };
    }

    private ImportedEntry now(String calendar, String object) {
        return provider.objects(calendar).stream()
                .filter(each -> each.id().equals(object))
                .findFirst()
                .orElseThrow()
                .content();
    }

    private String add(String calendar) {
        var content = renamed(contents.content(), contents.text("r-uid "));
        return provider.personAdds(calendar, holds.apply(content)) + " " + content;
    }

    private String move(String calendar, RemoteObject object) {
        var to = calendars.get(random.nextInt(calendars.size()));
        if (to.equals(calendar)) {
            return "leaves " + object.id();
        }
        doubles.moved(
                object, to, provider.objects(to).stream().map(RemoteObject::content).toList());
        return "moves " + object.id() + " as " + provider.personMoves(calendar, object.id(), to);
    }

    /** Copies say so in their titles. */
    private ImportedEntry copied(ImportedEntry old) {
        return titled(renamed(old, contents.text("r-copy ")), contents.text("copied "));
    }

    private static ImportedEntry renamed(ImportedEntry old, String uid) {
        return new ImportedEntry(
                uid,
                old.details(),
                old.span(),
                old.recurrence(),
                old.exclusions(),
                old.overrides());
    }

    private static ImportedEntry titled(ImportedEntry old, String title) {
        return with(old, new Change.Title(title));
    }

    /** The whole object changes, and occurrences that said nothing else in that field. */
    private static ImportedEntry with(ImportedEntry old, Change change) {
        var own =
                old.overrides().stream()
                        .map(each ->
                                new ImportedOverride(
                                        each.originalStart(),
                                        inherits(old.details(), each.details(), change)
                                                ? each.details().with(change)
                                                : each.details(),
                                        each.span()))
                        .toList();
        return new ImportedEntry(
                old.uid(),
                old.details().with(change),
                old.span(),
                old.recurrence(),
                old.exclusions(),
                own);
    }

    private static boolean inherits(Details master, Details own, Change change) {
        return master.changesTo(own).stream()
                .noneMatch(each -> change.replaces(each) || each.replaces(change));
    }

    /** Invites somebody, or lets somebody go, or somebody answers. */
    private ImportedEntry met(ImportedEntry old) {
        var people = old.details().people().attendees();
        if (people.isEmpty() || random.nextInt(3) == 0) {
            var address = contents.text("guest").replace(" ", "") + "@example.org";
            return with(old, new Change.Invited(Invitee.of(new MailAddress(address))));
        }
        var address = people.get(random.nextInt(people.size())).address();
        return random.nextInt(4) == 0
                ? with(old, new Change.Uninvited(address))
                : with(
                        old,
                        new Change.Answered(
                                address, Answer.of(Answer.Response.values()[random.nextInt(4)])));
    }

    /** This and following: the old object ends, a new one goes on under a name of its own. */
    private String split(String calendar, RemoteObject object) {
        var old = object.content();
        var rule = old.recurrence().flatMap(Recurrence::rule);
        var at = rule.isEmpty() ? Optional.<LocalDateTime>empty() : laterStart(old);
        if (at.isEmpty()) {
            return "leaves " + object.id();
        }
        var before = (int) startsBefore(old, at.get());
        var rest = rule.get().count().isPresent() ? rule.get().count().getAsInt() - before : 0;
        var then = rest > 0 ? rule.get().withCount(rest) : rule.get();
        var following =
                titled(
                        renamed(cut(old, at.get(), true), contents.text("r-split ")),
                        contents.text("following "));
        provider.personEdits(
                calendar,
                object.id(),
                now -> ruled(cut(now, at.get(), false), rule.get().withCount(before)));
        var id =
                provider.personAdds(
                        calendar,
                        ruled(
                                new ImportedEntry(
                                        following.uid(),
                                        following.details(),
                                        segment(old).at(at.get()),
                                        following.recurrence(),
                                        following.exclusions(),
                                        following.overrides()),
                                then));
        return "splits " + object.id() + " at " + at.get() + ", the rest is " + id;
    }

    private static Segment segment(ImportedEntry content) {
        return new Segment(
                OccurrenceKey.FIRST,
                content.details(),
                content.span(),
                content.recurrence().flatMap(Recurrence::rule),
                List.of(),
                0);
    }

    private Optional<LocalDateTime> laterStart(ImportedEntry old) {
        var starts = segment(old).starts().startsFrom(old.span().localStart());
        for (var skipped = random.nextInt(1, 4); skipped > 0 && starts.hasNext(); skipped--) {
            starts.next();
        }
        return starts.hasNext() ? Optional.of(starts.next()) : Optional.empty();
    }

    private static long startsBefore(ImportedEntry old, LocalDateTime at) {
        var starts = segment(old).starts().startsFrom(old.span().localStart());
        var count = 0L;
        while (starts.hasNext() && starts.next().isBefore(at)) {
            count++;
        }
        return count;
    }

    private static ImportedEntry cut(ImportedEntry old, LocalDateTime at, boolean later) {
        return old.withExceptions(
                old.exclusions().stream().filter(each -> !each.isBefore(at) == later).toList(),
                old.overrides().stream()
                        .filter(each -> !each.originalStart().isBefore(at) == later)
                        .toList());
    }

    private static ImportedEntry ruled(ImportedEntry old, almanac.recurrence.Rule rule) {
        return new ImportedEntry(
                old.uid(),
                old.details(),
                old.span(),
                Optional.of(Recurrence.of(rule)),
                old.exclusions(),
                old.overrides());
    }
}
