package almanac.recurrence;

/** Refuses parts that RFC 5545 3.3.10 does not allow together. */
final class RuleCheck {

    private RuleCheck() {}

    static void check(Parts parts) {
        var frequency = parts.frequency();
        refuse(
                parts.count().isPresent() && parts.until().isPresent(),
                "COUNT and UNTIL: only one of them may stand in a rule");
        refuse(
                !parts.byWeekNo().isEmpty() && frequency != Frequency.YEARLY,
                "BYWEEKNO: only with FREQ=YEARLY");
        refuse(
                !parts.byYearDay().isEmpty()
                        && frequency.compareTo(Frequency.DAILY) >= 0
                        && frequency != Frequency.YEARLY,
                "BYYEARDAY: not with FREQ=" + frequency);
        refuse(
                !parts.byMonthDay().isEmpty() && frequency == Frequency.WEEKLY,
                "BYMONTHDAY: not with FREQ=WEEKLY");
        refuse(
                !parts.bySetPos().isEmpty() && !hasOtherBy(parts),
                "BYSETPOS: needs another BY part beside it");
        checkOrdinals(parts);
    }

    private static void checkOrdinals(Parts parts) {
        if (parts.byDay().stream().allMatch(day -> day.ordinal() == 0)) {
            return;
        }
        refuse(
                parts.frequency().compareTo(Frequency.MONTHLY) < 0,
                "BYDAY: numbered weekdays only with FREQ=MONTHLY or YEARLY");
        refuse(!parts.byWeekNo().isEmpty(), "BYDAY: no numbered weekdays beside BYWEEKNO");
    }

    private static boolean hasOtherBy(Parts parts) {
        return !(parts.byMonth().isEmpty()
                && parts.byWeekNo().isEmpty()
                && parts.byYearDay().isEmpty()
                && parts.byMonthDay().isEmpty()
                && parts.byDay().isEmpty()
                && parts.byHour().isEmpty()
                && parts.byMinute().isEmpty()
                && parts.bySecond().isEmpty());
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new InvalidRule(message);
        }
    }
}
