package almanac.app.simulated;

import almanac.simulated.google.SimulatedGoogle;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** What is in the accounts when the process starts: some days around today. */
record FirstEvents(Clock clock) {

    void fill(SimulatedGoogle google, SimulatedMicrosoft microsoft) {
        var today = LocalDate.now(clock);
        family(google, today);
        sam(google, today);
        alex(microsoft, today);
    }

    private static void family(SimulatedGoogle google, LocalDate today) {
        var tuesday = today.with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        var saturday = today.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        put(
                google,
                SimulatedGoogle.FAMILY,
                "Piano lesson",
                "Music school",
                tuesday,
                "16:00",
                "16:45",
                weekly(20));
        put(google, SimulatedGoogle.FAMILY, "Dentist", "", today.plusDays(3), "09:30", "10:00", "");
        put(
                google,
                SimulatedGoogle.FAMILY,
                "Football match",
                "West field",
                saturday,
                "14:00",
                "16:00",
                "");
        google.person()
                .create(
                        SimulatedGoogle.FAMILY,
                        """
                        {"summary": "Grandma stays with us", \
                        "start": {"date": "%s"}, "end": {"date": "%s"}}\
                        """
                                .formatted(saturday.plusDays(7), saturday.plusDays(10)));
    }

    private static void sam(SimulatedGoogle google, LocalDate today) {
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        put(
                google,
                SimulatedGoogle.SAM,
                "Team meeting",
                "Room 4",
                monday,
                "10:00",
                "10:30",
                weekly(30));
        put(
                google,
                SimulatedGoogle.SAM,
                "Flight to Lisbon",
                "BER",
                today.plusDays(20),
                "07:15",
                "10:40",
                "");
    }

    private static String weekly(int count) {
        return ", \"recurrence\": [\"RRULE:FREQ=WEEKLY;COUNT=" + count + "\"]";
    }

    private static void put(
            SimulatedGoogle google,
            String calendar,
            String title,
            String location,
            LocalDate day,
            String from,
            String to,
            String more) {
        google.person()
                .create(
                        calendar,
                        """
                        {"summary": "%1$s", "location": "%2$s", \
                        "start": {"dateTime": "%3$sT%4$s:00", "timeZone": "Europe/Berlin"}, \
                        "end": {"dateTime": "%3$sT%5$s:00", "timeZone": "Europe/Berlin"}%6$s}\
                        """
                                .formatted(title, location, day, from, to, more));
    }

    private static void alex(SimulatedMicrosoft microsoft, LocalDate today) {
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        var friday = today.with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
        var standUp =
                """
                , "recurrence": {"pattern": {"type": "weekly", "interval": 1, \
                "daysOfWeek": ["monday", "wednesday", "friday"], "firstDayOfWeek": "monday"}, \
                "range": {"type": "numbered", "startDate": "%s", "numberOfOccurrences": 24, \
                "recurrenceTimeZone": "W. Europe Standard Time"}}\
                """
                        .formatted(monday);
        add(microsoft, "Calendar", "Budget review", today.plusDays(2), "11:00", "12:00", "");
        add(microsoft, "Calendar", "Lunch with Sam", friday, "12:30", "13:30", "");
        add(microsoft, "Team", "Stand-up", monday, "09:15", "09:30", standUp);
        add(microsoft, "Team", "Release", friday.plusDays(7), "15:00", "16:00", "");
    }

    private static void add(
            SimulatedMicrosoft microsoft,
            String calendar,
            String subject,
            LocalDate day,
            String from,
            String to,
            String more) {
        microsoft
                .person(SimulatedMicrosoft.ALEX)
                .add(
                        calendar,
                        """
                        {"subject": "%1$s", \
                        "start": {"dateTime": "%2$sT%3$s:00", "timeZone": "W. Europe Standard Time"}, \
                        "end": {"dateTime": "%2$sT%4$s:00", "timeZone": "W. Europe Standard Time"}%5$s}\
                        """
                                .formatted(subject, day, from, to, more));
    }
}
