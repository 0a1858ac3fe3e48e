package almanac.app.api.primecalsync;

/** Bodies of the document. */
final class SyncExamples {

    static final String MAP =
            """
            {
              "provider": "google",
              "calendars": [
                {
                  "externalId": "primary",
                  "localName": "Family Calendar",
                  "bidirectionalSync": true,
                  "triggerAutomationRules": true,
                  "selectedRuleIds": [14]
                }
              ]
            }\
            """;

    private SyncExamples() {}
}
