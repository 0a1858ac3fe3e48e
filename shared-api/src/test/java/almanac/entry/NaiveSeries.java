package almanac.entry;

import almanac.time.Shape;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A series as an explicit list of its occurrences, edited one by one: slow and obvious, to compare
 * with. An endless one is listed up to {@link #HORIZON}.
 */
final class NaiveSeries {

    /** Keys from here on are not listed. */
    static final long HORIZON = 500;

    /** One occurrence: where its series puts it, and what it has of its own. */
    static final class Item {
        LocalDate date;
        Shape shape;
        String title;
        Optional<String> location;
        Optional<String> ownTitle = Optional.empty();
        Optional<Optional<String>> ownLocation = Optional.empty();
        Optional<Span> ownSpan = Optional.empty();
        boolean outside;

        Item(LocalDate date, Shape shape, String title, Optional<String> location) {
            this.date = date;
            this.shape = shape;
            this.title = title;
            this.location = location;
        }

        boolean exception() {
            return ownTitle.isPresent() || ownLocation.isPresent() || ownSpan.isPresent();
        }

        Span span() {
            return ownSpan.orElseGet(() -> shape.on(date));
        }

        LocalDateTime originalStart() {
            return shape.on(date).localStart();
        }

        void forgetOwn() {
            ownTitle = Optional.empty();
            ownLocation = Optional.empty();
            ownSpan = Optional.empty();
        }
    }

    final TreeMap<Long, Item> items = new TreeMap<>();
    final Set<Long> deleted = new HashSet<>();

    Item at(long key) {
        return Objects.requireNonNull(items.get(key), () -> "no occurrence " + key);
    }

    /** The occurrences that take place. */
    List<Long> standing() {
        return items.keySet().stream().filter(key -> !deleted.contains(key)).toList();
    }

    List<Long> regular() {
        return standing().stream().filter(key -> !at(key).outside).toList();
    }

    /** Replaces everything from a key on by what a rule gives; {@code from} is its first. */
    void repeat(long from, long firstKey, Span first, NaiveRule rule, Item like) {
        var old = new TreeMap<>(items.tailMap(from));
        items.tailMap(from).clear();
        for (var date : rule.dates(first.startDate(), HORIZON - firstKey)) {
            var key = firstKey + first.startDate().until(date, ChronoUnit.DAYS);
            var item = new Item(date, first.shape(), like.title, like.location);
            Optional.ofNullable(old.get(key))
                    .filter(o -> !deleted.contains(key))
                    .ifPresent(o -> {
                        item.ownTitle = o.ownTitle;
                        item.ownLocation = o.ownLocation;
                        item.ownSpan = o.ownSpan;
                    });
            if (key < HORIZON) {
                items.put(key, item);
            }
        }
    }

    void change(long from, Change change) {
        items.tailMap(from).values().forEach(item -> change(item, change));
    }

    private static void change(Item item, Change change) {
        switch (change) {
            case Change.Title(var to) -> {
                item.title = to;
                item.ownTitle = Optional.empty();
            }
            case Change.Location(var to) -> {
                item.location = to;
                item.ownLocation = Optional.empty();
            }
            case Change.Reshaped reshaped -> {
                var place = item.date;
                item.date = place.plusDays(reshaped.days());
                item.shape = reshaped.of(item.shape);
                item.ownSpan =
                        item.ownSpan.map(
                                own -> reshaped.of(own.shape()).on(ownDay(own, place, reshaped)));
            }
            default -> throw new IllegalArgumentException(change.toString());
        }
    }

    private static LocalDate ownDay(Span own, LocalDate place, Change.Reshaped reshaped) {
        var goesAlong = reshaped.sent().isPresent() && own.startDate().equals(place);
        return own.startDate().plusDays(goesAlong ? reshaped.days() : 0);
    }

    /** An occurrence that the rule does not give, on the day on which its key lies. */
    void outside(long key, LocalDate place) {
        var item = new Item(place, items.firstEntry().getValue().shape, "", Optional.empty());
        item.outside = true;
        items.put(key, item);
    }

    void differ(long key, List<Change> changes) {
        var item = at(key);
        for (var change : changes) {
            switch (change) {
                case Change.Title(var to) -> item.ownTitle = Optional.of(to);
                case Change.Location(var to) -> item.ownLocation = Optional.of(to);
                case Change.When(var to) -> item.ownSpan = Optional.of(to);
                default -> throw new IllegalArgumentException(change.toString());
            }
        }
    }

    void delete(long key) {
        deleted.add(key);
        forget(key);
    }

    void restore(long key) {
        deleted.remove(key);
        forget(key);
    }

    private void forget(long key) {
        Optional.ofNullable(items.get(key)).ifPresent(Item::forgetOwn);
        items.computeIfPresent(key, (k, item) -> item.outside ? null : item);
    }

    void end(long from) {
        items.tailMap(from).clear();
        deleted.removeIf(key -> key >= from);
    }

    /** Every {@code interval}-th day or week, on some days of the week, a number of times. */
    record NaiveRule(boolean weekly, int interval, Set<Integer> weekdays, int times) {

        static NaiveRule random(RandomGenerator random, LocalDate first) {
            var weekly = random.nextInt(3) > 0;
            var days = new HashSet<Integer>();
            if (weekly && random.nextBoolean()) {
                days.add(first.getDayOfWeek().getValue());
                random.ints(random.nextInt(3), 1, 8).forEach(days::add);
            }
            var times = random.nextInt(4) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(40);
            return new NaiveRule(weekly, 1 + random.nextInt(3), days, times);
        }

        List<LocalDate> dates(LocalDate first, long days) {
            var monday = first.minusDays(first.getDayOfWeek().getValue() - 1L);
            var dates = new ArrayList<LocalDate>();
            for (var date = first;
                    dates.size() < times && first.until(date, ChronoUnit.DAYS) <= days;
                    date = date.plusDays(1)) {
                if (holds(first, monday, date)) {
                    dates.add(date);
                }
            }
            return dates;
        }

        private boolean holds(LocalDate first, LocalDate monday, LocalDate date) {
            if (!weekly) {
                return first.until(date, ChronoUnit.DAYS) % interval == 0;
            }
            var week = monday.until(date, ChronoUnit.DAYS) / 7;
            var onDay =
                    weekdays.isEmpty()
                            ? date.getDayOfWeek() == first.getDayOfWeek()
                            : weekdays.contains(date.getDayOfWeek().getValue());
            return week % interval == 0 && onDay;
        }
    }
}
