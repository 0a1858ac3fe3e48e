package almanac.app.sync;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.RandomContents;
import java.util.List;
import java.util.Map;
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

    /** Does something to the dates of an object; answers what. */
    String dates(Dates dates) {
        var calendar = calendars.get(random.nextInt(calendars.size()));
        var objects = provider.objects(calendar);
        if (objects.isEmpty()) {
            return "adds " + add(calendar);
        }
        var object = objects.get(random.nextInt(objects.size())).id();
        provider.personEdits(calendar, object, dates.there());
        return "dates " + object + ": " + now(calendar, object);
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
        return Halves.of(object.content(), random)
                .map(halves -> split(calendar, object, halves))
                .orElseGet(() -> "leaves " + object.id());
    }

    private String split(String calendar, RemoteObject object, Halves halves) {
        var following =
                titled(
                        renamed(halves.second(), contents.text("r-split ")),
                        contents.text("following "));
        provider.personEdits(calendar, object.id(), halves::first);
        var id = provider.personAdds(calendar, following);
        return "splits " + object.id() + " at " + halves.at() + ", the rest is " + id;
    }
}
