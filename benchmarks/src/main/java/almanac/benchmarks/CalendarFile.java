package almanac.benchmarks;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Writes an iCalendar file with a known number of occurrences in one month. */
final class CalendarFile {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private CalendarFile() {}

    /**
     * {@code entries} entries of which one in twenty is a weekly series of ten; {@code inMonth}
     * singles lie in the month, everything else in the 20 years before it.
     */
    static String around(int entries, int inMonth, LocalDate month) {
        return text(entries, inMonth, month, true);
    }

    /** So many entries in the 20 years before the month, none of them a series. */
    static String singles(int entries, LocalDate month) {
        return text(entries, 0, month, false);
    }

    private static String text(int entries, int inMonth, LocalDate month, boolean series) {
        var text =
                new StringBuilder(
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Almanac//Benchmark//EN\r\n");
        for (var i = 0; i < entries; i++) {
            var date =
                    i < inMonth ? month.plusDays(i % 28) : month.minusDays(120 + (i * 13L) % 7300);
            text.append("BEGIN:VEVENT\r\nUID:")
                    .append(month)
                    .append('-')
                    .append(i)
                    .append("@bench\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:")
                    .append(DAY.format(date))
                    .append("T%02d0000".formatted(8 + i % 10))
                    .append("\r\nDTEND;TZID=Europe/Berlin:")
                    .append(DAY.format(date))
                    .append("T%02d3000".formatted(8 + i % 10))
                    .append("\r\nSUMMARY:Appointment ")
                    .append(i)
                    .append("\r\nLOCATION:Room ")
                    .append(i % 40)
                    .append("\r\n");
            if (series && i >= inMonth && i % 20 == 0) {
                text.append("RRULE:FREQ=WEEKLY;COUNT=10\r\n");
            }
            text.append("END:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }
}
