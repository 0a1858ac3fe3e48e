package almanac.sync.mail;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.MailAddress;
import almanac.entry.Status;
import almanac.icalendar.ICalendarWriter.Method;
import almanac.sync.mail.Letter.Enclosure;
import almanac.sync.mail.Letter.Tone;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one person has to be told of what became of one object: as little as says it all. A changed
 * occurrence is told alone, with its RECURRENCE-ID; what concerns the whole is told as a whole.
 */
final class PartNews {

    private final Optional<ImportedEntry> after;
    private final MailAddress who;
    private final Optional<Sight> was;
    private final Optional<Sight> is;

    private PartNews(
            Optional<ImportedEntry> before, Optional<ImportedEntry> after, MailAddress who) {
        this.after = after;
        this.who = who;
        this.was = before.map(part -> Sight.of(part, who));
        this.is = after.map(part -> Sight.of(part, who));
    }

    static List<Enclosure> of(
            Optional<ImportedEntry> before, Optional<ImportedEntry> after, MailAddress who) {
        return new PartNews(before, after, who).enclosures();
    }

    private List<Enclosure> enclosures() {
        var wasInvited = was.map(Sight::invited).orElse(false);
        var isInvited = is.map(Sight::invited).orElse(false);
        if (isInvited && !wasInvited) {
            return List.of(whole(Tone.INVITED));
        }
        if (isInvited && !frame(was).equals(frame(is))) {
            return List.of(whole(Tone.CHANGED));
        }
        var news = new ArrayList<Enclosure>();
        if (wasInvited && !isInvited) {
            news.add(cancelled());
        }
        news.addAll(occurrences(wasInvited && !isInvited));
        return news;
    }

    private Optional<Sight.Frame> frame(Optional<Sight> sight) {
        return sight.map(its -> its.frame(who));
    }

    private Enclosure whole(Tone tone) {
        return new Enclosure(Method.REQUEST, tone, is.orElseThrow().object(), true);
    }

    /** STATUS says whether it takes place for nobody any more (RFC 5546 3.2.5). */
    private Enclosure cancelled() {
        var gone = after.map(part -> part.details().status() == Status.CANCELLED).orElse(true);
        var object = was.orElseThrow().object();
        return new Enclosure(
                Method.CANCEL,
                Tone.CANCELLED,
                ImportedEntry.single(object.uid(), ended(object.details(), gone), object.span()),
                true);
    }

    private static Details ended(Details details, boolean gone) {
        return details.with(new Change.StatusTo(gone ? Status.CANCELLED : Status.CONFIRMED));
    }

    /**
     * @param anew whether what was known of single ones went with the whole
     */
    private List<Enclosure> occurrences(boolean anew) {
        var known = anew ? Optional.<Sight>empty() : was;
        var starts = new TreeSet<LocalDateTime>();
        known.ifPresent(sight -> starts.addAll(special(sight)));
        is.ifPresent(sight -> starts.addAll(special(sight)));
        var added = new ArrayList<ImportedOverride>();
        var changed = new ArrayList<ImportedOverride>();
        var gone = new ArrayList<ImportedOverride>();
        for (var start : starts) {
            var old = known.flatMap(sight -> sight.at(start));
            var now = is.flatMap(sight -> sight.at(start));
            if (now.isEmpty()) {
                old.map(this::ended).ifPresent(gone::add);
            } else if (old.isEmpty()) {
                added.add(now.get());
            } else if (!same(old.get(), now.get())) {
                changed.add(now.get());
            }
        }
        var told = new ArrayList<>(changed);
        told.addAll(added);
        var news = new ArrayList<Enclosure>();
        if (!told.isEmpty()) {
            var tone = changed.isEmpty() ? Tone.INVITED : Tone.CHANGED;
            news.add(alone(Method.REQUEST, tone, told));
        }
        if (!gone.isEmpty()) {
            news.add(alone(Method.CANCEL, Tone.CANCELLED, gone));
        }
        return news;
    }

    private static Set<LocalDateTime> special(Sight sight) {
        var starts = new TreeSet<>(sight.own().keySet());
        starts.addAll(sight.missing());
        return starts;
    }

    private boolean same(ImportedOverride one, ImportedOverride other) {
        return one.span().equals(other.span())
                && Sight.compared(one.details(), who).equals(Sight.compared(other.details(), who));
    }

    private ImportedOverride ended(ImportedOverride old) {
        var stands =
                after.stream()
                        .flatMap(part -> part.overrides().stream())
                        .filter(override -> override.originalStart().equals(old.originalStart()))
                        .anyMatch(override -> override.details().status() != Status.CANCELLED);
        return new ImportedOverride(old.originalStart(), ended(old.details(), !stands), old.span());
    }

    private Enclosure alone(Method method, Tone tone, List<ImportedOverride> occurrences) {
        var object = is.or(() -> was).orElseThrow().object();
        return new Enclosure(
                method,
                tone,
                new ImportedEntry(
                        object.uid(),
                        object.details(),
                        object.span(),
                        Optional.empty(),
                        List.of(),
                        occurrences),
                false);
    }
}
