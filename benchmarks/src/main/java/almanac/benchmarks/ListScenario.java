package almanac.benchmarks;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first page of the academic list in calendars of 100 to 100,000 events. */
final class ListScenario {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final LocalDate MONTH = LocalDate.of(2026, 6, 1);
    private static final int IN_MONTH = 50;

    private ListScenario() {}

    /** What is asked, by the name of its row. */
    static Map<String, String> questions() {
        var questions = new LinkedHashMap<String, String>();
        questions.put("no filter", "");
        questions.put("eventType", "?eventType=EXAM");
        questions.put("courseId", "?courseId=course_bench");
        questions.put(
                "a month of 50",
                "?startDate=2026-06-01T00:00:00.000Z&endDate=2026-06-30T23:59:59.999Z");
        return questions;
    }

    /** Fails unless the page says that the calendar holds so many. */
    static void check(KeepAlive connection, String path, int total) throws IOException {
        var answer = connection.get(path);
        if (answer.status() != 200 || !answer.text().contains("\"total\":" + total + ",")) {
            throw new IOException(path + " of " + total + ": " + answer.text());
        }
    }

    /**
     * Fifty events in one month, the others in the 20 years before; every other one is an exam, and
     * every other pair belongs to one course.
     */
    static String file(int entries) {
        var text =
                new StringBuilder(
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Almanac//Benchmark//EN\r\n");
        for (var i = 0; i < entries; i++) {
            var date =
                    i < IN_MONTH
                            ? MONTH.plusDays(1 + i % 28)
                            : MONTH.minusDays(120 + (i * 13L) % 7300);
            var time = DAY.format(date) + "T%02d".formatted(8 + i % 10);
            text.append("BEGIN:VEVENT\r\nUID:list-")
                    .append(i)
                    .append("@bench\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:")
                    .append(time)
                    .append("0000\r\nDTEND;TZID=Europe/Berlin:")
                    .append(time)
                    .append("3000\r\nSUMMARY:Lecture ")
                    .append(i)
                    .append("\r\nX-ALMANAC-EVENT-TYPE:")
                    .append(i % 2 == 0 ? "CLASS" : "EXAM")
                    .append("\r\n")
                    .append(i % 4 < 2 ? "X-ALMANAC-COURSE:course_bench\r\n" : "")
                    .append("END:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }
}
