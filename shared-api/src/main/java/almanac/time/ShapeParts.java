package almanac.time;

import almanac.time.Shape.AllDay;
import almanac.time.Shape.Length;
import almanac.time.Shape.Timed;
import java.util.EnumSet;
import java.util.Set;

/** Shapes part by part: what differs between two, and one with some parts of another. */
final class ShapeParts {

    private ShapeParts() {}

    static Set<SpanPart> changed(Shape before, Shape after) {
        var parts = EnumSet.noneOf(SpanPart.class);
        if (before instanceof Timed was && after instanceof Timed is) {
            add(parts, SpanPart.START, !was.start().equals(is.start()));
            add(parts, SpanPart.ZONE, !was.zone().equals(is.zone()));
            add(parts, SpanPart.END, !was.at(is.start()).length().equals(is.length()));
            return parts;
        }
        if (before instanceof AllDay was && after instanceof AllDay is) {
            add(parts, SpanPart.LAST_DAY, was.days() != is.days());
            add(parts, SpanPart.WHOLE_DAYS, was.untimed() != is.untimed());
            return parts;
        }
        return EnumSet.allOf(SpanPart.class);
    }

    private static void add(Set<SpanPart> parts, SpanPart part, boolean differs) {
        if (differs) {
            parts.add(part);
        }
    }

    /** Never fails: a part for which there is no room, such as an end before the start, is left. */
    static Shape taken(Shape own, Set<SpanPart> sent, Shape from) {
        return switch (own) {
            case Timed timed when from instanceof Timed other -> taken(timed, sent, other);
            case Timed timed when becomesDays(sent, (AllDay) from) ->
                    new AllDay(days(sent, from, lastDay(timed)), ((AllDay) from).untimed());
            case Timed timed -> new Timed(timed.start(), timed.zone(), kept(timed, sent, from));
            case AllDay days when from instanceof Timed other -> taken(days, sent, other);
            case AllDay days ->
                    new AllDay(
                            days(sent, from, lastDay(days)),
                            sent.contains(SpanPart.WHOLE_DAYS)
                                    ? ((AllDay) from).untimed()
                                    : days.untimed());
        };
    }

    private static Shape taken(Timed own, Set<SpanPart> sent, Timed from) {
        var start = sent.contains(SpanPart.START) ? from.start() : own.start();
        var zone = sent.contains(SpanPart.ZONE) ? from.zone() : own.zone();
        var length =
                sent.contains(SpanPart.END)
                        ? from.at(start).length()
                        : kept(own.at(start), sent, from);
        return new Timed(start, zone, length);
    }

    private static Shape taken(AllDay own, Set<SpanPart> sent, Timed from) {
        if (!sent.contains(SpanPart.START)) {
            return new AllDay(
                    days(sent, from, lastDay(own)),
                    own.untimed() || sent.contains(SpanPart.WHOLE_DAYS));
        }
        return new Timed(
                from.start(),
                from.zone(),
                sent.contains(SpanPart.END) ? from.length() : through(own, sent, from));
    }

    /** "Not of whole days" says nothing to a span that has times. */
    private static boolean becomesDays(Set<SpanPart> sent, AllDay from) {
        return sent.contains(SpanPart.START)
                || sent.contains(SpanPart.WHOLE_DAYS) && !from.untimed();
    }

    private static Length kept(Timed own, Set<SpanPart> sent, Shape from) {
        if (!sent.contains(SpanPart.LAST_DAY)) {
            return own.length();
        }
        if (own.length() instanceof Length.Until(var days, var time)) {
            var last = lastDay(from);
            return last > 0 || time.isAfter(own.start())
                    ? new Length.Until(last, time)
                    : own.length();
        }
        return through(own, sent, from);
    }

    /** The length of a span that ends with a day. */
    private static Length through(Shape own, Set<SpanPart> sent, Shape from) {
        if (!sent.contains(SpanPart.LAST_DAY)) {
            return new Length.Days(lastDay(own));
        }
        return from instanceof Timed(var start, var zone, Length.Open open)
                ? open
                : new Length.Days(lastDay(from));
    }

    private static long days(Set<SpanPart> sent, Shape from, long ownLastDay) {
        return (sent.contains(SpanPart.LAST_DAY) ? lastDay(from) : ownLastDay) + 1;
    }

    static long lastDay(Shape shape) {
        return switch (shape) {
            case AllDay(var days, var untimed) -> days - 1;
            case Timed timed ->
                    switch (timed.length()) {
                        case Length.Open() -> 0;
                        case Length.Days(var days) -> days;
                        case Length.Until(var days, var time) -> days;
                    };
        };
    }
}
