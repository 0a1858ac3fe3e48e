package almanac.app.api.aurinko;

/** The bodies of the document, and one of a subscription. */
final class Examples {

    static final String CREATE =
            """
            {"subject": "Business lunch", "location": "Our favorite cafe",
             "start": {"dateTime": "2020-02-04T10:00:00Z", "timezone": "America/Los_Angeles"},
             "end": {"dateTime": "2020-02-04T11:00:00Z", "timezone": "America/Los_Angeles"},
             "meetingInfo": {"attendees": [
               {"emailAddress": {"address": "partner@example.com"}, "type": "required"}]}}\
            """;

    static final String UPDATE =
            """
            {"location": "Another cool place",
             "start": {"dateTime": "2020-02-05T10:00:00Z", "timezone": "America/Los_Angeles"},
             "end": {"dateTime": "2020-02-05T11:00:00Z", "timezone": "America/Los_Angeles"}}\
            """;

    static final String SUBSCRIBE =
            """
            {"resource": "/calendars/primary/events",
             "notificationUrl": "https://hooks.example.com/aurinko"}\
            """;

    private Examples() {}
}
