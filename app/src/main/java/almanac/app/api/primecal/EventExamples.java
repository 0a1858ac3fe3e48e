package almanac.app.api.primecal;

/** The example calls of the document, word for word. */
final class EventExamples {

    private EventExamples() {}

    static final String CREATE =
            """
            {
              "title": "School pickup",
              "startDate": "2026-03-30",
              "startTime": "15:30",
              "endDate": "2026-03-30",
              "endTime": "16:00",
              "calendarId": 5,
              "tags": ["family", "kids"]
            }\
            """;

    static final String CREATE_SERIES =
            """
            {
              "title": "Soccer practice",
              "startDate": "2026-04-01",
              "startTime": "17:00",
              "endDate": "2026-04-01",
              "endTime": "18:30",
              "calendarId": 5,
              "recurrence": {
                "type": "weekly",
                "interval": 1,
                "daysOfWeek": ["WE"],
                "endType": "date",
                "endDate": "2026-06-30"
              }
            }\
            """;

    static final String UPDATE =
            """
            {
              "startTime": "17:30",
              "endTime": "19:00",
              "updateMode": "single"
            }\
            """;

    static final String UPDATE_SERIES =
            """
            {
              "startTime": "17:30",
              "endTime": "19:00",
              "updateScope": "future"
            }\
            """;
}
