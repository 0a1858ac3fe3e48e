package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Grain;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanPart;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was sent for the time of the addressed occurrence or master, as a movement and a shape that
 * all in reach take (docs/adr/0028).
 */
final class Movement {

    private final Series series;
    private final OccurrenceKey from;
    private final List<Segment> reach;

    private Movement(Series series, OccurrenceKey from) {
        this.series = series;
        this.from = from;
        var ruling = series.segmentOf(from);
        this.reach =
                series.segments().stream()
                        .filter(part -> part.from().compareTo(ruling.from()) >= 0 && !part.gone())
                        .toList();
    }

    /**
     * What was sent counts though what was addressed has it: others in reach may not.
     *
     * @param from the first key in reach
     * @param own what the edit is one of
     * @throws Rejected when a rule in reach that stays cannot move so
     */
    static Optional<Change.Reshaped> of(
            Series series, OccurrenceKey from, Span own, UpdateEntry command) {
        return command.span()
                .map(edit -> {
                    var movement = new Movement(series, from);
                    var reshaped = movement.reshaped(own, edit.applyTo(own), edit.parts(own));
                    if (command.recurrence().isEmpty()) {
                        movement.requireRoom(reshaped);
                    }
                    return reshaped;
                });
    }

    private Change.Reshaped reshaped(Span current, Span wanted, Set<SpanPart> sent) {
        var days = current.startDate().until(wanted.startDate(), ChronoUnit.DAYS);
        if (!(wanted.shape() instanceof Shape.Timed to)
                || !sent.contains(SpanPart.START)
                || reach.stream().allMatch(this::hasOneTime)) {
            return new Change.Reshaped(days, wanted.shape(), Optional.of(sent));
        }
        if (!(current.shape() instanceof Shape.Timed own)) {
            return new Change.Reshaped(days, to, Optional.of(sent), OptionalLong.of(0));
        }
        if (own.start().equals(to.start())) {
            var others = new TreeSet<>(sent);
            others.remove(SpanPart.START);
            return new Change.Reshaped(days, to, Optional.of(others));
        }
        var by =
                Duration.between(
                        own.start().truncatedTo(ChronoUnit.SECONDS),
                        to.start().truncatedTo(ChronoUnit.SECONDS));
        return new Change.Reshaped(days, to, Optional.of(sent), OptionalLong.of(by.toSeconds()));
    }

    /**
     * Whether what is in reach of a part shares one time of day. The numbering does not tell: it
     * stays as fine as it ever had to be.
     */
    private boolean hasOneTime(Segment part) {
        var numbering = series.numbering();
        var lower =
                part.from().compareTo(from) < 0
                        ? part.startOf(from, numbering)
                        : part.begins(numbering);
        var upper =
                series.endOf(part)
                        .map(end -> part.startOf(end, numbering))
                        .orElse(LocalDateTime.MAX);
        var added =
                part.additions().stream()
                        .filter(start -> !start.isBefore(lower) && start.isBefore(upper))
                        .toList();
        return Grain.of(part.starts().withAdditions(added)).equals(Grain.DAY);
    }

    private void requireRoom(Change.Reshaped reshaped) {
        reach.stream()
                .filter(part -> !part.canTake(reshaped))
                .findFirst()
                .ifPresent(part -> refuse(part, reshaped));
    }

    private static void refuse(Segment part, Change.Reshaped reshaped) {
        var first = part.first();
        var days = first.startDate().until(reshaped.of(first).startDate(), ChronoUnit.DAYS);
        if (days != 0) {
            throw Rejected.invalid(
                    reshaped.days() != 0 ? "startDate" : "startTime",
                    "this recurrence cannot be moved by " + days + " days; send a new one");
        }
        throw Rejected.invalid(
                reshaped.shape() instanceof Shape.AllDay ? "isAllDay" : "startTime",
                "this recurrence names its times of day; send a new one");
    }
}
