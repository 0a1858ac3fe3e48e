package almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.junit.jupiter.api.Test;

/** What holds for every rule, over seeds; more of them: {@code -Drandom.times=10}. */
class RuleSetInvariantsTest {

    private static final int SEEDS = 400 * Integer.getInteger("random.times", 1);
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    @Test
    void starts_ascend_without_duplicates() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var set = set(new RandomRules(seed));

            assertThat(walk(set, 60))
                    .as(label(seed, set))
                    .startsWith(set.start())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_series_entered_anywhere_goes_on_as_if_walked() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new RandomRules(seed);
            var set = set(random);
            var walked = walk(set, 200);
            int place = random.below(walked.size());
            var bound = walked.get(place).plusSeconds(random.below(3) - 1L);

            var entered = startsFrom(set, bound, walked.getLast());

            assertThat(entered)
                    .as(label(seed, set) + " from " + bound)
                    .isEqualTo(walked.stream().filter(each -> !each.isBefore(bound)).toList());
        }
    }

    @Test
    void windows_together_hold_the_whole() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new RandomRules(seed);
            var set = set(random);
            var walked = walk(set, 40);
            var windows = new ArrayList<LocalDateTime>();
            for (int i = 0; i < walked.size(); i += 7) {
                var last = walked.get(Math.min(i + 6, walked.size() - 1));
                windows.addAll(startsFrom(set, walked.get(i), last));
            }

            assertThat(windows).as(label(seed, set)).isEqualTo(walked);
        }
    }

    @Test
    void an_end_cuts_the_endless_series_where_it_says() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new RandomRules(seed);
            var set = set(random);
            var walked = walk(set, 30);
            int count = 1 + random.below(walked.size());
            var kept = walked.subList(0, count);
            var rule = set.rule().orElseThrow();
            var counted = RuleSet.of(set.start(), set.zone(), rule.withCount(count));
            var bounded = RuleSet.of(set.start(), set.zone(), rule.withUntil(kept.getLast()));

            assertThat(Expansion.first(99, counted)).as(label(seed, counted)).isEqualTo(kept);
            assertThat(Expansion.first(99, bounded)).as(label(seed, bounded)).isEqualTo(kept);
            assertThat(bounded.last()).as(label(seed, bounded)).contains(kept.getLast());
        }
    }

    @Test
    void every_start_lies_on_the_grain() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var set = set(new RandomRules(seed));
            var grain = Grain.of(set);

            for (var start : walk(set, 40)) {
                long slot = grain.slot(set.start(), start);
                assertThat(grain.start(set.start(), slot)).as(label(seed, set)).isEqualTo(start);
            }
        }
    }

    @Test
    void a_rotated_rule_yields_the_rotated_dates() {
        int rotated = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new RandomRules(seed);
            var rule = random.simple();
            var start = random.start();
            int days = random.below(21) - 10;
            var other = rule.rotateByDays(days, start.toLocalDate());
            if (other.isPresent()) {
                rotated++;
                var moved = RuleSet.of(start.plusDays(days), ZoneOffset.UTC, other.get());
                var expected =
                        walk(RuleSet.of(start, ZoneOffset.UTC, rule), 30).stream()
                                .map(each -> each.plusDays(days))
                                .toList();

                assertThat(Expansion.first(expected.size(), moved))
                        .as("seed " + seed + ": " + start + " " + rule + " by " + days)
                        .isEqualTo(expected);
            }
        }
        assertThat(rotated).isGreaterThan(SEEDS / 20);
    }

    @Test
    void simple_rules_agree_with_looking_at_every_day() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new RandomRules(seed);
            var rule = random.simple();
            var start = random.start();
            var end = LocalDate.of(start.getYear() + 5, 1, 1);

            assertThat(
                            startsFrom(
                                    RuleSet.of(start, ZoneOffset.UTC, rule),
                                    start,
                                    end.atStartOfDay().minusSeconds(1)))
                    .as("seed " + seed + ": " + start + " " + rule)
                    .isEqualTo(NaiveCalendar.starts(rule, start, end));
        }
    }

    /** lib-recur 0.17.1 as a second opinion, where it has one (docs/adr/0003 lists where not). */
    @Test
    void rules_agree_with_lib_recur() throws InvalidRecurrenceRuleException {
        int compared = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var set = set(new RandomRules(seed));
            var rule = set.rule().orElseThrow();
            boolean known =
                    !rule.bySetPos().isEmpty()
                            || (rule.frequency().subDaily() && !rule.byYearDay().isEmpty());
            var theirs = known ? List.<LocalDateTime>of() : libRecur(rule, set.start());
            var ours = walk(set, 12);
            if (theirs.size() >= ours.size()) {
                compared++;
                assertThat(theirs.subList(0, ours.size())).as(label(seed, set)).isEqualTo(ours);
            }
        }
        assertThat(compared).isGreaterThan(SEEDS / 3);
    }

    private static List<LocalDateTime> libRecur(Rule rule, LocalDateTime start)
            throws InvalidRecurrenceRuleException {
        var starts = new ArrayList<>(List.of(start));
        try {
            var each =
                    new RecurrenceRule(rule.text()).iterator(DateTime.parse(start.format(BASIC)));
            while (starts.size() < 12 && each.hasNext()) {
                var next = each.nextDateTime();
                var time = LocalDateTime.parse(next.toString().substring(0, 15), BASIC);
                if (time.isAfter(start)) {
                    starts.add(time);
                }
            }
        } catch (IllegalArgumentException | IllegalStateException tooSparse) {
            return List.of();
        }
        return starts;
    }

    private static RuleSet set(RandomRules random) {
        var rule = random.any();
        return RuleSet.of(random.start(), ZoneOffset.UTC, rule);
    }

    /** The first starts, fewer when the rule is too sparse for a small budget. */
    private static List<LocalDateTime> walk(RuleSet set, int count) {
        var starts = set.startsFrom(set.start(), Budget.of(20_000));
        var walked = new ArrayList<LocalDateTime>();
        try {
            while (walked.size() < count && starts.hasNext()) {
                walked.add(starts.next());
            }
        } catch (BudgetExceeded sparse) {
            assertThat(walked).isNotEmpty();
        }
        return walked;
    }

    private static List<LocalDateTime> startsFrom(
            RuleSet set, LocalDateTime bound, LocalDateTime last) {
        return Expansion.take(
                Integer.MAX_VALUE,
                set.startsBetween(bound, last.plusSeconds(1), Budget.of(100_000)));
    }

    private static String label(int seed, RuleSet set) {
        return "seed " + seed + ": " + set.start() + " " + set.rule().orElseThrow();
    }
}
